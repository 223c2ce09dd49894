/** One line on the console: what is now, how late it is, what comes next. */
import { now as clock } from "../../lib/clock.js";
import { one, setText, word } from "../../lib/dom.js";
import { lateBy } from "../../lib/programme.js";
import { nextItem } from "../next_item.js";

export function drawProgramme(element, { programme, workshop }) {
  const { now, begun } = programme || {};
  const late = now ? lateBy(now, clock()) : null;
  const parts = [now ? word("programme_now", now) : "", late > 0 ? word("programme_late", { n: late }) : "", nextItem(programme)];
  setText(one("span", element), parts.filter(Boolean).join(" · "));
  element.hidden = !begun || workshop.ended;
}
