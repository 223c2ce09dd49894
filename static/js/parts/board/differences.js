import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { ask, look } from "./ask.js";
import { figure } from "./figure.js";
import { Fold } from "./fold.js";

/** What a regrouping would move, found while the room was calm: a line a category, whose notes unfold as a list. */
export class Differences {
  #opened = new Map();
  #busy = new Set();

  constructor(root, board, actions) {
    Object.assign(this, { root, board, actions, fold: new Fold(root) });
    root.addEventListener("click", ({ target }) => {
      const verb = target.closest("[data-differ]")?.dataset.differ;
      if (verb) this.#do(verb, target.closest("[data-key]").dataset.key);
    });
  }

  draw() {
    const found = this.board.state.differences ?? [];
    for (const [category, { seq }] of this.#opened) if (this.#seq(category) !== seq) this.#opened.delete(category);
    this.fold.draw(found.length, word("differ_categories", { n: figure(found.length) }));
    list(one("#difference-list", this.root), found, {
      key: ({ category }) => category,
      make: () => fragment("difference-template"),
      update: (element, difference) => this.#update(element, difference),
    });
  }

  #update(element, { category, moved, of }) {
    const opened = this.#opened.get(category);
    fill(element, { name: word("proposal_name", { name: this.board.categoryName(category) }), what: word("differ_n", { n: figure(moved), all: figure(of) }) });
    const see = one('[data-differ="see"]', element);
    setText(see, word(opened ? "differ_less" : "differ_see"));
    see.setAttribute("aria-expanded", String(Boolean(opened)));
    for (const button of element.querySelectorAll("button")) button.disabled = this.#busy.has(category);
    const rows = one(".difference-moves", element);
    rows.hidden = !opened;
    list(rows, opened?.moves ?? [], { key: ({ id }) => id, make: () => fragment("difference-move-template"), update: (item, move) => this.#row(item, move) });
  }

  #row(item, { id, from, to, new: fresh }) {
    const none = word("no_theme");
    fill(item, { text: this.board.note(id)?.text ?? "", from: from || none, to: to || none, fresh, way: word("differ_way", { old: from || none, new: to || none }) });
  }

  #seq = (category) => (this.board.state.differences ?? []).find((each) => each.category === category)?.seq;

  async #do(verb, category) {
    if (this.#busy.has(category)) return;
    if (verb === "see" && this.#opened.delete(category)) return this.draw();
    this.#busy.add(category);
    this.draw();
    if (verb === "see") await this.#open(category);
    else await this.#settle(category, verb);
    this.#busy.delete(category);
    this.draw();
  }

  async #open(category) {
    try {
      this.#opened.set(category, await look(this.actions.code, `differences/${category}`));
    } catch (refusal) {
      this.actions.notify(refusal.message, "error");
    }
  }

  #settle(category, verb) {
    const done = word(verb === "apply" ? "applied" : "differ_ignored", { name: this.board.categoryName(category) });
    const { code } = this.actions;
    const gone = (kept) => kept && (this.board.state.differences = this.board.state.differences.filter((each) => each.category !== category));
    return this.actions.attempt(() => ask(code, `differences/${category}/${verb}`, { seq: this.#seq(category) }), gone, done, verb === "apply" ? this.actions.undo : null);
  }
}
