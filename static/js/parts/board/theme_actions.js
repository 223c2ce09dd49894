// What the facilitator makes of whole themes; each can be undone from the bar that tells of it.
import { word } from "../../lib/dom.js";
import { ask } from "./ask.js";

export class ThemeActions {
  /** `actions`: the Actions that send, tell and take back. */
  constructor(actions) {
    Object.assign(this, { actions, board: actions.board });
  }

  lock(id, on) {
    const done = word(on ? "locked" : "unlocked", { label: this.#label(id) });
    return this.#send(id, "lock", { on }, this.board.patch("themes", id, { locked: on }), done);
  }

  /** The notes of `other` come into `into`, whose name stays. */
  merge(into, other) {
    const settles = this.board.notesOf(other).map((note) => this.board.patch("notes", note.id, { theme_id: into, placed: true }));
    settles.push(this.board.patch("themes", other, { gone: true }));
    const settle = (kept, seq) => settles.forEach((each) => each(kept, seq));
    return this.#send(into, "merge", { other }, settle, word("merged", { label: this.#label(into) }));
  }

  /** Takes the notes with these ids out into a theme of their own. */
  split(id, notes, label) {
    return this.#send(id, "split", { notes, label }, null, word("split_done", { n: notes.length }));
  }

  #label = (id) => this.board.theme(id)?.label || word("unlabelled");

  async #send(id, verb, body, settle, done) {
    const { actions } = this;
    actions.busy.add(id);
    try {
      return await actions.attempt(() => ask(actions.code, `themes/${id}/${verb}`, body), settle, done, actions.undo);
    } finally {
      actions.busy.delete(id);
      actions.redraw();
    }
  }
}
