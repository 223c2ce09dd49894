// What the facilitator does to notes and themes: shown at once, taken back when the server refuses.
import { ask } from "./ask.js";
import { word } from "../../lib/dom.js";

export class Actions {
  /** `answered(answer)` hears of every success; `notify(text, kind)` tells the facilitator. */
  constructor(code, board, { redraw, answered, notify }) {
    Object.assign(this, { code, board, redraw, answered, notify, busy: new Set(), turns: new Map() });
  }

  /** For what is shown first when the server has answered: {code, actions: this, send(path, body) → the answer, or null and a word}. */
  get plain() {
    return { code: this.code, actions: this, send: (path, body) => this.attempt(() => ask(this.code, path, body), null) };
  }

  /** Notes that wait for approval, each with the words that were read here. */
  approve = async (notes) => {
    const read = notes.map(({ id, unchecked }) => ({ id, words: unchecked }));
    const answer = await this.attempt(() => ask(this.code, "notes/check", { notes: read }), null);
    const { approved, changed } = answer?.answer ?? {};
    if (answer) this.notify(word(changed ? "approved_some" : "approved_n", { n: approved, changed }), "", this.undo);
    return answer;
  };

  /** One or several in one step, with the reason that their writers are shown. What was edited or decided meanwhile stays. */
  hideFor = async (ids, reason) => {
    const answer = await this.attempt(() => ask(this.code, "notes/hide", { notes: ids, reason, seq: this.board.state.seq }), null);
    const { hidden, changed } = answer?.answer ?? {};
    if (answer) this.notify(word(changed ? "hidden_some" : "hidden_n", { n: hidden, changed }), "", this.undo);
    return answer;
  };

  /** For good: the words go, number and reason stay. */
  erase = (id, reason) => this.#onNote(id, "erase", { reason }, null, "erased");

  /** The phone behind a note, in its phase, without saying whose it is. */
  mute = (id) => this.#onNote(id, "mute", {}, null, "muted");

  unhide = (id) => this.#onNote(id, "unhide", {}, null, "unhidden");

  /** `target`: a theme's id, null for ungrouped, or "new" (with an optional label). */
  move = (id, target, label) => {
    const change = target === null ? { status: "ungrouped", theme_id: null, placed: true } : { status: "theme", theme_id: target, placed: true };
    const body = label ? { theme_id: target, label } : { theme_id: target };
    return this.#onNote(id, "move", body, target === "new" ? null : change, "moved");
  };

  pin = (id, on) => this.#onNote(id, "pin", { on }, { placed: on }, on ? "pinned" : "unpinned");

  /** Says that the note belongs to the focus issue {key, name}, or does not. */
  tag = (id, { key, name }, on) => {
    const others = (this.board.note(id)?.focus ?? []).filter((each) => each !== key);
    return this.#onNote(id, "focus", { key, on }, { focus: on ? [...others, key] : others }, on ? "focus_on" : "focus_off", { name });
  };

  /** Another category: the grouping finds their themes anew. */
  categorise = (notes, category) =>
    this.attempt(() => ask(this.code, "notes/category", { notes, category }), null, word("categorised", { n: notes.length }), this.undo);

  /** Another group beside a note. */
  regroup = (note, to) =>
    this.attempt(() => ask(this.code, `groups/${note.group_id}/notes`, { to, notes: [note.id] }), null, word("regrouped", { n: note.number }), this.undo);

  /** `was`: the name that stood there when it was begun; the server refuses where somebody gave another one since. */
  rename = (id, label, was) =>
    this.attempt(() => ask(this.code, `themes/${id}/rename`, { label, was }), label ? this.board.patch("themes", id, { label, given: true }) : null, word("renamed"));

  /** On every projector of the workshop: "theme", "note" or "group" with its id, "welcome", "thanks", or "live" for the wall. */
  show = (what, id = "") => this.attempt(() => ask(this.code, "show", { what, id: String(id) }), null, word(what === "live" ? "shown_live" : "shown_there"));

  /** Every projector of the workshop dark, or light. */
  darken = (on) => this.attempt(() => ask(this.code, "projector/dark", { on }), null, word(on ? "projector_darkened" : "projector_lightened"));

  undo = async () => {
    const answer = await this.attempt(() => ask(this.code, "undo"), null);
    if (answer) this.notify(answer.undone ? word("undone", { what: answer.undone }) : word("undone_nothing"));
  };

  redo = async () => {
    const answer = await this.attempt(() => ask(this.code, "redo"), null);
    if (answer) this.notify(answer.redone ? word("redone", { what: answer.redone }) : word("undone_nothing"), "", answer.redone ? this.undo : null);
  };

  /** One after the other for a note, so that a second tap is not lost while the first is under way. */
  #onNote(id, ...act) {
    const turn = (this.turns.get(id) ?? Promise.resolve()).then(() => this.#actOn(id, ...act));
    this.turns.set(id, turn);
    return turn;
  }

  #actOn(id, verb, body, change, done, values = {}) {
    const note = this.board.note(id);
    if (!note) return null;
    const settle = change ? this.board.patch("notes", id, change) : null;
    return this.attempt(() => ask(this.code, `notes/${id}/${verb}`, body), settle, word(done, { n: note.number, ...values }));
  }

  /** Sends; `settle(kept, seq)` ends what was shown beforehand; `done` is said, with a button `undo()` where one is given. */
  async attempt(send, settle, done, undo = null) {
    this.redraw();
    try {
      const answer = await send();
      settle?.(true, answer.seq);
      if (done) this.notify(done, "", undo);
      this.answered(answer);
      return answer;
    } catch (refusal) {
      settle?.(false);
      this.notify(refusal.message, "error");
      return null;
    } finally {
      this.redraw();
    }
  }
}
