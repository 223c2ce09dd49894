/** What others learn of the writer, said before one types: the phase's choice, with the group's size where that matters. */
import { word } from "../lib/dom.js";
import { veiled } from "./unrevealed.js";

// With so many others in the group, nobody can tell from its name who wrote.
const MANY = 4;

/** The sentence for a phase; `others`: how many others are in the group, undefined where no group is chosen yet. */
export function identityWords(phase, others) {
  const more = [phase.check_first ? "checked_first" : "", veiled(phase) ? "alone_first" : ""].filter(Boolean).map((key) => word(key));
  return [whose(phase, others), ...more].join(" · ");
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
