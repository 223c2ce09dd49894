/** The lists of what a regrouping would move, fetched for what is shown and again after every change that came since. */
import { look } from "./ask.js";

const AGAIN_MS = 1000;

export class Moves {
  #lists = new Map();
  #loading = new Set();

  /** `changed()` is called when a list has come or is gone. */
  constructor(code, board, changed) {
    Object.assign(this, { code, board, changed });
  }

  /** → {seq, digest, moves, renamed, renewed, failed}, or undefined while it is loaded; `renewed`: it differs from the one before. */
  of(category) {
    return this.#lists.get(category);
  }

  forget(category) {
    this.#lists.delete(category);
  }

  /** Load the list of an item {category, noticed, seq} where there is none or changes came since. */
  async see({ category, noticed, seq }) {
    const before = this.#lists.get(category);
    const newest = noticed ? seq : this.board.state.seq;
    if (this.#loading.has(category) || before?.asOf === newest || (before && noticed === before.noticed && before.asOf > newest)) return;
    this.#loading.add(category);
    if (before && !noticed) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    const asOf = noticed ? seq : this.board.state.seq;
    try {
      const list = await look(this.code, `${noticed ? "differences" : "regroup"}/${category}`);
      const renewed = Boolean(before) && (before.renewed || JSON.stringify([before.moves, before.renamed]) !== JSON.stringify([list.moves, list.renamed]));
      this.#lists.set(category, { ...list, noticed, asOf, renewed });
    } catch (refusal) {
      this.#lists.set(category, { moves: [], noticed, asOf, failed: refusal.message });
    }
    this.#loading.delete(category);
    this.changed();
  }
}
