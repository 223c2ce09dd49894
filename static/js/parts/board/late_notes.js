/** Which phones may still have something to send, before a phase closes and while it accepts what comes late. */
import { asTime, now } from "../../lib/clock.js";
import { setText, word } from "../../lib/dom.js";

const awayOf = ({ connected = 0, groups = [] }) =>
  Math.max(0, groups.reduce((sum, { participants }) => sum + (participants || 0), 0) - connected);

/** "2 phones are typing · no connection to 3 phones", as far as there are any; "" without. */
export function underway(state) {
  const { typing = 0 } = state;
  const away = awayOf(state);
  const parts = [typing ? word("typing_n", { n: typing }) : "", away ? word("away_n", { n: away }) : ""];
  return parts.filter(Boolean).join(" · ");
}

/** The same before the closing of phases, with what becomes of what lies in phones that are away; `minutes` of grace. */
export function leaving(state, minutes) {
  const line = underway(state);
  return awayOf(state) ? `${line} ${word(minutes ? "away_taken" : "away_lost", { n: minutes })}` : line;
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
