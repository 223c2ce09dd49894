import { word } from "../lib/dom.js";
import { named } from "./asked.js";

/** What the facilitator shows, as `shownNow` of the state gives it, by its name. */
export function shownName({ what, id, label, notes }, state) {
  if (what === "asked") return named(state).find((each) => each.id === id).name;
  if (what === "note") return word("note_title", { n: notes[0].number });
  return label || word(what === "theme" ? "unlabelled" : `shown_${what}`);
}
