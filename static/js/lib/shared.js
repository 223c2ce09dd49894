/**
 * The notes that a phone may see of others, kept equal to the server by a stream of their own: every event {seq, from,
 * notes, gone} tells what changed after `from`, so whoever knows all up to `from` may take it.
 *
 * shared = new Shared(map, onShared): `map` is id → SharedNote, changed in place; onShared as in feed.js
 */
export class Shared {
  constructor(notes, onShared) {
    Object.assign(this, { notes, onShared, seq: 0 });
  }

  /** Takes what the socket brought. → whether something before it was missed, which has to be asked for. */
  live({ seq, from, notes, gone }) {
    if (from > this.seq) return true;
    if (seq > this.seq) this.apply(seq, { full: false, notes, gone });
    return false;
  }

  /**
   * Takes the answer to a catch-up. → whether it must be asked for anew: it is a whole that is older than what is held,
   * because the socket was faster or the server was restored from a backup.
   */
  caughtUp({ seq, shared, gone_shared: gone = [], shared_full: full }) {
    if (seq >= this.seq) this.apply(seq, { full, notes: shared, gone });
    else if (full) {
      this.seq = 0;
      return true;
    }
    return false;
  }

  apply(seq, { full, notes, gone }) {
    this.seq = seq;
    const had = this.notes.size;
    if (full) this.notes.clear();
    for (const note of notes) this.notes.set(note.id, note);
    for (const id of gone) this.notes.delete(id);
    if (notes.length || gone.length || (full && had)) this.onShared({ full, notes, gone }, this.notes);
  }
}
