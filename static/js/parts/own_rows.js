/** The phone's own notes as rows: what the server has, overlaid with what the outbox still holds. Pure. */

import { isText, ofNotes } from "../lib/writes.js";

/**
 * rows(notes: Map of PhoneNote, writes, ) → newest first
 * [{id, text, category, phase_id, number, at, edited, state: "waiting"|"sending"|"saved"|"refused", kind, key, why}]
 */
export function rows(notes, writes) {
  const byId = new Map();
  for (const note of notes.values()) byId.set(note.id, { ...note, state: "saved", why: null });
  for (const write of writes.filter(ofNotes)) {
    if (isText(write)) overlay(byId, write);
    else if (write.kind === "delete" && byId.has(write.note)) remove(byId, write);
  }
  return Array.from(byId.values()).sort((a, b) => b.at - a.at || (b.id > a.id ? 1 : -1));
}

function overlay(byId, write) {
  const row = byId.get(write.note);
  // An edit whose note is gone (deleted elsewhere) has no row to stand on, unless it was refused: the text is shown.
  if (!row && write.kind === "edit" && write.state !== "refused") return;
  const before = row || { id: write.note, number: null, at: write.at, edited: false, category: "", phase_id: null };
  const { state, kind, key, why } = write;
  byId.set(write.note, { ...before, ...write.body, state, kind, key, why });
}

function remove(byId, write) {
  if (write.state !== "refused") byId.delete(write.note);
  else byId.set(write.note, { ...byId.get(write.note), state: "refused", kind: "delete", key: write.key, why: write.why });
}
