/** What waits longer than usual: sent again once its phase is open anew (late_notes.js), or brought by another phone. */
import { LateNotes } from "./late_notes.js";
import { Rescuing } from "./rescuing.js";

/** → show(feed) */
export function stuck({ code, base, device, outbox, redraw }) {
  const lateNotes = new LateNotes(outbox, redraw);
  const rescuing = new Rescuing({ code, base, device, outbox });
  return ({ state, answered }) => {
    lateNotes.show(outbox.writes, state.phases, state.notes);
    rescuing.show(answered);
  };
}
