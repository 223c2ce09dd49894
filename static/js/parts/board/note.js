import { fill, fragment, one, word } from "../../lib/dom.js";
import { fold } from "../../lib/long_text.js";
import { personal } from "../../lib/personal.js";
import { attachedTo } from "./attached.js";
import { coarse } from "./coarse.js";

const FRESH_MS = 4000;

/** The element of a note; `fresh` marks one that has just come in. */
export function makeNote(note, fresh) {
  const element = fragment("note-template");
  fill(element, { id: note.id, number: word("note_number", { n: note.number }), manage: word("note_manage", { n: note.number }), fresh });
  if (fresh) setTimeout(() => fill(element, { fresh: false }), FRESH_MS);
  return element;
}

/** What stands on its card: its words, or why the facilitator erased them. */
export const words = (note) => (note.erased ? word("erased_why", { why: note.erased }) : note.text);

/** All that is sent of a note is compared, so that no field that a card shows can be left out. */
export const signature = (view) => JSON.stringify(view);

/** `view`: {note, group: the group's name, focus: names of its focus issues, busy: an action is not answered yet}. */
export function updateNote(element, { note, group, focus, busy }) {
  const shown = signature({ note, group, focus, busy });
  if (element.laenaShown === shown) return;
  element.laenaShown = shown;
  const agreedBy = word("agreed_n", { n: note.agreed });
  const why = note.hidden_why ? word("hidden_because", { why: word(`reason_${note.hidden_why}`) }) : "";
  fill(element, { text: words(note), why, group: note.late ? [group, word("late")].filter(Boolean).join(" · ") : group, focus, personal: !note.erased && personal(note.text), coarse: !note.erased && coarse(note.text), placed: note.placed, agreed: note.agreed || "", agreedBy, busy, ...attachedTo(note) });
  fold(one(".note-text", element), words(note));
}
