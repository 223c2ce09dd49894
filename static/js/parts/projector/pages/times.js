import { fill, one, word } from "../../../lib/dom.js";
import { clockOf, endOf, pausing } from "../../../lib/programme.js";
import { onOtherDay } from "../../next_item.js";
import { clamp } from "../clamp.js";
import { countdown } from "../../board/timer.js";

const LINES = { doing: 2, now: 3, next: 2 };

/** The time that is left, as large as it gets, under what the room is doing. */
export class Countdown {
  /** `timerNow()` → the timer */
  constructor(root, timerNow) {
    this.root = root;
    countdown(one(".countdown", root), one(".countdown-face", root), timerNow);
  }

  draw(state) {
    const open = state.phases.filter(({ state: each }) => each === "open");
    this.doing = open.map(({ title }) => title).join(" · ") || state.programme?.now?.title || "";
    fill(this.root, { none: state.timer ? "" : word("countdown_none"), timed: Boolean(state.timer) });
    this.fit();
  }

  fit() {
    clamp(one(".shown-title", this.root), this.doing, LINES.doing);
  }
}

/** What is now on the programme and what comes next. */
export class Programme {
  constructor(root) {
    this.root = root;
  }

  draw({ programme, workshop }) {
    const { now, next, over } = programme ?? {};
    const ended = workshop.ended || over;
    const pause = !ended && pausing(programme);
    this.titles = { now: now?.title ?? "", next: next?.title ?? "" };
    fill(this.root, {
      now: Boolean(now) && !ended,
      next: Boolean(next) && !ended,
      nowAt: now && !pause ? word("programme_until", { at: now.at, until: clockOf(now.starts + now.minutes) }) : "",
      back: pause ? word("programme_back", { at: endOf(now) }) : "",
      nextAt: next && (!pause || onOtherDay(programme)) ? word(onOtherDay(programme) ? "programme_until_day" : "programme_until", { ...next, until: clockOf(next.starts + next.minutes) }) : "",
      none: ended ? word("programme_over") : now || next ? "" : word("programme_none"),
    });
    this.fit();
  }

  fit() {
    for (const name of ["now", "next"]) clamp(one(`.programme-${name} .programme-title`, this.root), this.titles[name], LINES[name]);
  }
}
