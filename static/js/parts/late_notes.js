/** Notes that came after their phase had closed: sent again by themselves when it is open once more. */
import { device } from "../lib/clock.js";
import { isText } from "../lib/writes.js";

const AGAIN_MS = 20000; // the server may say "closed" before the page has heard of it

export class LateNotes {
  constructor(outbox) {
    Object.assign(this, { outbox, tried: new Map() });
  }

  /** notes: what the server has, by id, since an edit does not name its phase */
  show(writes, phases, notes) {
    const open = new Set(phases.filter(({ state }) => state === "open").map(({ id }) => id));
    for (const write of writes.filter(late)) {
      const note = notes.get(write.note);
      const reopened = open.has(write.body.phase_id || (note && note.phase_id));
      if (!reopened) this.tried.delete(write.key);
      else if (device() - (this.tried.get(write.key) || -AGAIN_MS) >= AGAIN_MS) this.again(write.key);
    }
  }

  again(key) {
    this.tried.set(key, device());
    this.outbox.resend(key);
  }
}

const late = (write) => isText(write) && write.state === "refused" && !!write.why && write.why.code === "phase_closed";
