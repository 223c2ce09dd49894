/** Previews that this screen asked for: which has come, and which changed nothing. */
import { word } from "../../lib/dom.js";

export class Waited {
  #asked = new Map();
  #wanted = new Set();
  #same = [];

  constructor(board, notify) {
    Object.assign(this, { board, notify });
  }

  /** Before it is sent, since what comes of it may be here before the answer; → done(sent), to be called then. */
  expect(categories) {
    for (const category of categories) this.#asked.set(category, categories.length === 1);
    this.sending = true;
    return (sent) => {
      this.sending = false;
      if (!sent) for (const category of categories) this.#asked.delete(category);
    };
  }

  /** → the category of a single preview that was asked for and has come, or null */
  came(items) {
    const asked = items.filter(({ noticed }) => !noticed);
    const ready = asked.filter((item) => item.ready).map(({ category }) => category);
    if (this.sending) return this.#sayUnchanged(asked) ?? null;
    const single = ready.find((category) => this.#asked.get(category)) ?? null;
    for (const category of ready) this.#asked.delete(category);
    this.#sayUnchanged(asked);
    return single;
  }

  /** What was being worked out and is gone without a preview changed nothing; whoever waited is told. */
  #sayUnchanged(items) {
    const known = new Set(items.map(({ category }) => category));
    const gone = [...this.#wanted].filter((category) => !known.has(category) && this.#asked.delete(category));
    this.#same.push(...gone);
    if (this.#same.length && ![...this.#asked.keys()].some((category) => known.has(category))) {
      const keys = this.board.state.workshop.categories.map(({ key }) => key);
      const names = this.#same.splice(0).sort((a, b) => keys.indexOf(a) - keys.indexOf(b)).map((category) => this.board.categoryName(category));
      this.notify(word("proposal_same", { name: names.join("”, “") }));
    }
    this.#wanted = new Set(items.filter(({ ready }) => !ready).map(({ category }) => category));
  }
}
