/** The comments on one note or theme as rows: what the server has, overlaid with what the outbox still holds. Pure. */
import { edits, makes, ofComments } from "../../lib/writes.js";

/**
 * rows({told, note_id, theme_id}, mine: PhoneComments, withdrawn: Set of ids, writes) → oldest first
 * [{id, text, staff, edited, own, phase_id, state: "saved"|"waiting"|"sending"|"refused", key, kind, why}]
 */
export function rows({ told = [], note_id, theme_id }, mine, withdrawn, writes) {
  const here = (about) => (note_id ? about.note_id === note_id : about.theme_id === theme_id);
  const own = new Map(mine.filter(here).map((comment) => [comment.id, comment]));
  const saved = { state: "saved", why: null };
  const byId = new Map(told.map((comment) => [comment.id, { ...comment, ...saved, own: false }]));
  for (const [id, comment] of own) {
    const shown = byId.has(id) ? { unchecked: false, hidden: undefined } : {}; // whatever was said of it before
    byId.set(id, { staff: false, ...byId.get(id), ...comment, ...shown, ...saved, own: true });
  }
  for (const id of withdrawn) byId.delete(id);
  for (const write of writes.filter(ofComments)) overlay(byId, write, here);
  return Array.from(byId.values());
}

function overlay(byId, { note: id, kind, key, state, why, body }, here) {
  const row = byId.get(id);
  const said = { state, why, key, kind, own: true };
  if (makes({ kind })) {
    if (here(body)) byId.set(id, { id, staff: false, edited: false, ...body, ...said });
  } else if (edits({ kind })) {
    if (row) byId.set(id, { ...row, ...body, ...said });
  } else if (row) {
    if (state === "refused") byId.set(id, { ...row, ...said });
    else byId.delete(id);
  }
}
