/** Notes that came after their phase had closed: sent again by themselves when it is open once more. */
import { device } from "../lib/clock.js";
import { isText } from "../lib/writes.js";

const AGAIN_MS = 20000; // the server may say "closed" before the page has heard of it

export class LateNotes {
  constructor(outbox, redraw) {
    Object.assign(this, { outbox, redraw, tried: new Map() });
  }

  /** notes: what the server has, by id, since an edit does not name its phase */
  show(writes, phases, notes) {
    const runs = new Map(phases.filter(({ state }) => state === "open").map(({ id, run }) => [id, run]));
    for (const write of writes.filter(late)) {
      const note = notes.get(write.note);
      const run = runs.get(write.body.phase_id || (note && note.phase_id));
      const [at, before] = this.tried.get(write.key) || [];
      if (run === undefined) this.tried.delete(write.key);
      else if (run !== before || device() - at >= AGAIN_MS) this.again(write.key, run);
    }
  }

  again(key, run) {
    this.tried.set(key, [device(), run]);
    setTimeout(this.redraw, AGAIN_MS);
    this.outbox.resend(key);
  }
}

const late = (write) => isText(write) && write.state === "refused" && !!write.why && write.why.code === "phase_closed";
