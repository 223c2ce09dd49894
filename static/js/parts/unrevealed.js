/** How many notes came that nobody else is sent before the facilitator reveals them. */
import { word } from "../lib/dom.js";

/** Is what is written in this phase kept from others, now? */
export const veiled = ({ alone, revealed }) => !!alone && revealed !== 1;

/** [{phase, n}] of such phases that people write in or have written in. */
export const unrevealed = ({ phases, unrevealed: counts = {} }) =>
  phases
    .filter((phase) => veiled(phase) && (phase.state === "open" || counts[phase.id]))
    .map((phase) => ({ phase, n: counts[phase.id] || 0 }));

/** "เขียนแล้ว 37 ข้อ · ยังไม่เปิดเผย", with the phase's name where there are several. */
export function unrevealedWords(state, figure = (n) => n) {
  const found = unrevealed(state);
  const key = found.length > 1 ? "unrevealed_of" : "unrevealed_n";
  return found.map(({ phase, n }) => word(key, { n: figure(n), title: phase.title })).join(" · ");
}
