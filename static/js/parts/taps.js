/** What this phone has said in one tap: what the server told, overlaid with what is newer. */
import { isTap } from "../lib/writes.js";

export const reactionTo = (note) => `reaction:${note}`;

export class Taps {
  constructor() {
    this.answered = new Map();
  }

  /** The server has taken a tap at `seq`; answers that it gave to older questions do not know of it. */
  sent({ note, body }, seq) {
    this.answered.set(note, { body, seq });
  }

  /** What `state` of `seq` does not hold yet → Map of subject to {body, waiting: bool} */
  over(seq, writes) {
    const newer = new Map();
    for (const [about, { body, seq: at }] of this.answered) {
      if (at > seq) newer.set(about, { body, waiting: false });
      else this.answered.delete(about);
    }
    for (const { note, body } of writes.filter(isTap)) newer.set(note, { body, waiting: true });
    return newer;
  }
}
