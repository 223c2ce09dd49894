import { all, fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { comparable } from "../../lib/folding.js";
import { figure } from "./figure.js";
import { divided } from "./subthemes.js";

/** A step of the theme's menu: its notes with a box each, and its sub-themes to be taken over as they are. */
export class Splitting {
  #id = null;
  #busy = false;

  /** `split(id, notes, label)` does it, and resolves once the server has answered. */
  constructor(menu, board, split) {
    Object.assign(this, { menu, board, split });
    this.form = one("#theme-split", menu.dialog);
    this.label = one("#split-label", this.form);
    this.search = one("#split-search", this.form);
    this.category = one("#split-category", this.form);
    this.category.addEventListener("change", () => this.#categorise());
    this.search.addEventListener("input", () => this.draw());
    one("#split-notes", this.form).addEventListener("change", () => this.#count());
    one("#split-part-list", this.form).addEventListener("click", (event) => this.#takeOver(event.target.closest("button")?.closest("li").dataset.key));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send(this.#chosen(), this.label.value.trim());
    });
  }

  open(id) {
    this.#id = id;
    this.search.value = this.label.value = "";
    const others = this.board.state.workshop.categories.filter(({ key }) => key !== this.board.theme(id).category);
    this.category.replaceChildren(this.category.options[0], ...others.map(({ key, name }) => new Option(name, key)));
    this.category.value = "";
    for (const box of this.#boxes()) box.checked = false;
    this.menu.show("split", word("split_title", { label: this.board.theme(id).label || word("unlabelled") }));
  }

  draw() {
    if (!this.#id || !this.board.theme(this.#id)) return;
    const notes = this.board.notesOf(this.#id);
    const typed = comparable(this.search.value.trim());
    list(one("#split-notes", this.form), notes, {
      key: (note) => note.id,
      make: () => fragment("split-note-template"),
      update: (item, note) => {
        fill(item, { text: note.text, about: `${word("note_number", { n: note.number })} ${this.board.writerOf(note)}` });
        item.hidden = !comparable(note.text).includes(typed) && !one("input", item).checked;
      },
    });
    this.parts = divided(this.board.theme(this.#id).subthemes, notes).parts.filter((part) => part.notes.length < notes.length);
    one("#split-parts", this.form).hidden = this.parts.length === 0;
    list(one("#split-part-list", this.form), this.parts, {
      key: (part) => part.id,
      make: () => fragment("split-part-template"),
      update: (item, part) => fill(item, {
        label: word("part_label", { label: part.label, n: figure(part.notes.length) }), about: word("split_part", { label: part.label }),
      }),
    });
    this.#count();
  }

  /** Of the notes that are chosen, also of all of them. */
  async #categorise() {
    const [notes, category] = [this.#chosen(), this.category.value];
    this.category.value = "";
    if (!notes.length || !category || this.#busy) return;
    this.#busy = true;
    if (await this.menu.themeActions.actions.categorise(notes, category)) this.menu.dialog.close();
    this.#busy = false;
  }

  #boxes = () => all("#split-notes input", this.form);

  #chosen = () => this.#boxes().filter((box) => box.checked).map((box) => box.closest("li").dataset.key);

  #count() {
    const [n, whole] = [this.#chosen().length, this.#boxes().length];
    const words = whole < 2 ? "split_one" : n === whole ? "split_all" : "split_count";
    setText(one("#split-count", this.form), word(words, { n: figure(n), all: figure(whole) }));
    this.category.disabled = n === 0 || this.#busy;
    one("#split-do", this.form).disabled = n === 0 || n === whole || this.#busy;
  }

  #takeOver(key) {
    const part = this.parts.find((each) => String(each.id) === key);
    if (part) this.#send(part.notes.map((note) => note.id), part.label);
  }

  async #send(notes, label) {
    if (this.#busy) return;
    this.#busy = true;
    this.#count();
    await this.split(this.#id, notes, label);
    this.#busy = false;
    this.#count();
  }
}
