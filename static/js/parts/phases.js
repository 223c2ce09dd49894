/** Which phase is in front: one open phase, a choice among several, or a friendly wait. */
import { fill, fragment, list, one, word } from "../lib/dom.js";
import { following, nowOrClosed } from "../lib/programme.js";

const SAID = { opening: "", closing: "", next_steps: "", next: false };

/** What stands in place of the field when nothing is open: the values of #no-phase. `unsent` texts: none, some or unknown */
function pause({ phases, workshop, programme }, unsent) {
  const { now, over } = programme || {};
  const left = word("unsettled_detail");
  const ifStored = (sentence) => ({ none: sentence, some: left, unknown: "" }[unsent]);
  if ((now || over) && !workshop.ended) {
    const heading = now ? nowOrClosed(now) : word("all_closed");
    const going = unsent === "some" ? left : following(programme);
    return { ...SAID, heading, detail: over ? ifStored(word("all_closed_detail")) : going };
  }
  const next = phases.find((phase) => phase.state === "waiting");
  const closed = phases.some((phase) => phase.state === "closed");
  const key = workshop.ended ? "ended" : closed ? (next ? "between" : "all_closed") : "not_open";
  const opening = closed ? "" : workshop.opening_words;
  const { title, question } = next || {};
  const { closing_words: closing, next_steps } = workshop.ended ? workshop : {};
  const sentence = word(`${key}_detail`);
  const detail = closed || unsent === "unknown" ? ifStored(sentence) : sentence; // until it is known, nothing changes by itself either
  return { ...SAID, opening, closing, next_steps, heading: word(key), detail, next: !!next && !workshop.ended, title, question };
}

export class Phases {
  constructor({ onChoose }) {
    Object.assign(this, { onChoose, chosen: null });
  }

  /** → the phase to type for, or null */
  show({ phases, workshop, programme }, unsent) {
    const open = phases.filter((phase) => phase.state === "open");
    const front = open.find((phase) => phase.id === this.chosen) || open[0] || null;
    this.chosen = front && front.id;
    const tabs = one("#phase-tabs");
    tabs.hidden = open.length < 2;
    list(tabs, open, {
      key: (phase) => phase.id,
      make: (phase) => this.tab(phase.id),
      update: (tab, phase) => fill(tab, { title: phase.title, selected: String(phase === front) }),
    });
    const wait = one("#no-phase");
    wait.hidden = !!front;
    if (!front) fill(wait, pause({ phases, workshop, programme }, unsent));
    return front;
  }

  tab(id) {
    const tab = fragment("tab");
    tab.addEventListener("click", () => {
      this.chosen = id;
      this.onChoose();
    });
    return tab;
  }
}
