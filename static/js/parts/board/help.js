import { setText, word } from "../../lib/dom.js";

/** Writes one line on what to do next, for a facilitator who sees this for the first time; none when the room is under way.
 *  `saysEnd`: the page says elsewhere that the workshop has ended. */
export function drawHelp(line, state, saysEnd) {
  setText(line, helpLine(state, saysEnd));
  line.hidden = !line.textContent;
}

function helpLine({ phases, groups, notes, workshop, figures }, saysEnd) {
  if (workshop.ended) return saysEnd ? "" : word("help_ended");
  if (!phases.length) return word("no_phases");
  const open = phases.some((phase) => phase.state === "open");
  if (notes.size === 0) {
    if (!open) return word("help_open");
    const joined = groups.some((group) => group.participants > 0);
    return joined ? word("help_wait") : word("help_invite", { code: workshop.code });
  }
  if (!phases.every((phase) => phase.state === "closed")) return "";
  return figures.waiting > 0 ? word("help_done_waiting", { n: figures.waiting }) : word("help_done");
}
