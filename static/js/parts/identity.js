/** What others learn of the writer, said before one types: the phase's choice, with the group's size where that matters. */
import { word } from "../lib/dom.js";

// With so many others in the group, nobody can tell from its name who wrote.
const MANY = 4;

/** The sentence for a phase; `others`: how many others are in the group, undefined where no group is chosen yet. */
export function identityWords(phase, others) {
  return phase.check_first ? `${whose(phase, others)} · ${word("checked_first")}` : whose(phase, others);
}

function whose({ identity }, others) {
  if (identity !== "unit" || others === undefined || others >= MANY) return word(`identity_${identity}`);
  return others ? word("identity_unit_few", { count: others + 1 }) : word("identity_unit_alone");
}

/** Before joining: the phase that is open or comes next, and whether others differ. */
export function joinWords(phases) {
  const front = phases.find(({ state }) => state === "open") || phases.find(({ state }) => state !== "closed") || phases[0];
  if (!front) return "";
  const first = word("identity_of", { title: front.title, what: identityWords(front) });
  return phases.some(({ identity }) => identity !== front.identity) ? `${first} · ${word("identity_each")}` : first;
}

/** Who sees it on phones, in this phase. */
export const sharingWords = (sharing, phase) =>
  word(sharing === "group" && phase && phase.identity === "anonymous" ? "sharing_group_later" : `sharing_${sharing}`);
