/** Which phones may still have something to send, before a phase closes and while it accepts what comes late. */
import { asTime, now } from "../../lib/clock.js";
import { setText, word } from "../../lib/dom.js";

/** "2 phones are typing · no connection to 3 phones", as far as there are any; "" without. */
export function underway({ typing = 0, connected = 0, groups = [] }) {
  const joined = groups.reduce((sum, group) => sum + (group.participants || 0), 0);
  const away = Math.max(0, joined - connected);
  const parts = [typing ? word("typing_n", { n: typing }) : "", away ? word("away_n", { n: away }) : ""];
  return parts.filter(Boolean).join(" · ");
}

/** What the phase that closed last still accepts, and from whom; hidden once its time or the workshop is over. */
export function drawLate(element, state) {
  const accepting = state.workshop.ended ? [] : state.phases.filter((phase) => phase.state !== "open" && phase.late_until > now());
  const last = accepting.sort((one, other) => other.late_until - one.late_until)[0];
  const until = last && word("late_until", { title: last.title, time: asTime(last.late_until) });
  const line = last ? [until, underway(state)].filter(Boolean).join(" · ") : "";
  setText(element, line);
  element.hidden = !line;
}
