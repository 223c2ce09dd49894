import { one, setText, word } from "../../lib/dom.js";
import { ThemeChoices } from "./choices.js";
import { figure } from "./figure.js";

/** Two steps of the theme's menu: with which theme, and which name stays. */
export class Merging {
  #pair = null;

  /** `merge(into, other)` does it. */
  constructor(menu, board, merge) {
    Object.assign(this, { menu, board, merge });
    this.form = one("#theme-confirm", menu.dialog);
    this.choices = new ThemeChoices("merge", (id) => this.confirm(this.#pair[0], id));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const [first, second] = this.#pair;
      if (this.form.elements.keeps.value === "first") this.merge(first, second);
      else this.merge(second, first);
    });
  }

  choose(id) {
    this.#pair = [id, null];
    const category = this.board.theme(id).category;
    this.choices.open(() => this.board.themes().filter((theme) => theme.category === category && theme.id !== id).map((theme) => ({ theme })));
    this.menu.show("merge");
  }

  /** Asks; the name of `first` stays unless the other one is picked, or only the other was given by a person. */
  confirm(first, second) {
    this.#pair = [first, second];
    const [one1, one2] = this.#pair.map((id) => this.board.theme(id));
    this.form.elements.keeps.value = !one1.given && one2.given ? "second" : "first";
    this.menu.show("confirm", word("merge_title"));
  }

  draw() {
    if (!this.#pair) return;
    this.choices.draw();
    const [first, second] = this.#pair.map((id) => this.board.theme(id));
    if (!first || !second) return;
    const [n, m] = this.#pair.map((id) => this.board.notesOf(id).length);
    const [label1, label2] = [first, second].map((theme) => theme.label || word("unlabelled"));
    const values = { first: label1, second: label2, n: figure(n), m: figure(m), all: figure(n + m) };
    setText(one("#merge-question", this.form), word("merging", values));
    setText(one("#merge-first", this.form), label1);
    setText(one("#merge-second", this.form), label2);
  }
}
