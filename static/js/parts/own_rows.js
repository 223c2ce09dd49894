/** The phone's own notes as rows: what the server has, overlaid with what the outbox still holds. Pure. */

import { isText, makes, ofNotes } from "../lib/writes.js";

/**
 * rows(notes: Map of PhoneNote, writes, ) → newest first
 * [{id, text, category, phase_id, number, at, edited, state: "waiting"|"sending"|"saved"|"refused", kind, key, why}]
 */
export function rows(notes, writes) {
  const byId = new Map();
  for (const note of notes.values()) byId.set(note.id, { ...note, state: "saved", why: null });
  for (const write of writes.filter(ofNotes)) {
    if (isText(write)) overlay(byId, { ...write, note: sameAs(byId, write) || write.note });
    else if (write.kind === "delete" && byId.has(write.note)) remove(byId, write);
  }
  const all = Array.from(byId.values());
  // The server's come oldest first; their times are rough, and their numbers may be drawn.
  const saved = all.filter((row) => row.number !== null).reverse();
  return [...all.filter((row) => row.number === null).sort(newestFirst), ...saved];
}

/** The id of the note that a new one may have become already: its answer was lost, and it will be sent once more. */
function sameAs(byId, write) {
  if (!makes(write) || !write.tried || write.state === "refused") return null;
  const { text, category, phase_id: phase } = write.body;
  const alike = (row) => row.state === "saved" && row.text === text && row.category === category && row.phase_id === phase;
  const found = Array.from(byId.values()).find(alike);
  return found ? found.id : null;
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

const newestFirst = (a, b) => b.at - a.at || (b.id > a.id ? 1 : -1);
