/** Several notes are chosen in a list and hidden in one step, with one reason (parts/_hiding.html). */
import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { comparable } from "../../lib/folding.js";
import { personal } from "../../lib/personal.js";
import { coarse } from "./coarse.js";
import { closesOutside } from "./dialogs.js";
import { figure } from "./figure.js";

const MOST = 200; // rows that are drawn; a search finds the others

export class Hiding {
  #chosen = new Set();

  constructor(dialog, opener, board, actions) {
    Object.assign(this, { dialog, board, actions });
    this.rows = one("#hiding-list", dialog);
    this.search = one("#hiding-search", dialog);
    this.hinted = one("#hiding-hinted", dialog);
    opener.addEventListener("click", () => this.#open());
    this.search.addEventListener("input", () => this.draw());
    this.hinted.addEventListener("change", () => this.draw());
    this.rows.addEventListener("change", ({ target }) => this.#choose(target.closest("li").dataset.key, target.checked));
    one("form#hiding-form", dialog).addEventListener("submit", (event) => (event.preventDefault(), this.#send()));
    closesOutside(dialog);
  }

  #open() {
    this.#chosen.clear();
    this.search.value = "";
    this.hinted.checked = false;
    this.dialog.showModal();
    this.draw();
  }

  /** What was chosen stays in sight, whatever is searched for; what is hidden or withdrawn meanwhile goes. */
  draw() {
    if (!this.dialog.open) return;
    const notes = this.board.notes().filter(({ status }) => status !== "hidden");
    const there = new Set(notes.map(({ id }) => id));
    for (const id of this.#chosen) if (!there.has(id)) this.#chosen.delete(id);
    const typed = comparable(this.search.value.trim());
    const matches = ({ text }) => comparable(text).includes(typed) && (!this.hinted.checked || personal(text) || coarse(text));
    const found = notes.filter((note) => this.#chosen.has(note.id) || matches(note)).sort((a, b) => a.number - b.number);
    const first = found.filter(({ id }) => this.#chosen.has(id));
    const shown = [...first, ...found.filter(({ id }) => !this.#chosen.has(id)).slice(0, MOST)].sort((a, b) => a.number - b.number);
    list(this.rows, shown, { key: ({ id }) => id, make: () => fragment("hiding-template"), update: (row, note) => this.#fill(row, note) });
    const more = shown.length < found.length ? word("hiding_some", { n: figure(shown.length), all: figure(found.length) }) : "";
    setText(one("#hiding-state", this.dialog), found.length ? more : word("hiding_none"));
    this.#count();
  }

  #fill(row, note) {
    const about = [word("note_number", { n: note.number }), this.board.categoryName(note.category), this.board.writerOf(note)].filter(Boolean).join(" · ");
    fill(row, { text: note.text, about, personal: personal(note.text), coarse: coarse(note.text) });
    one("input", row).checked = this.#chosen.has(note.id);
  }

  #choose(id, on) {
    this.#chosen[on ? "add" : "delete"](id);
    this.#count();
  }

  #count() {
    const button = one("#hiding-do", this.dialog);
    setText(button, word("hide_chosen", { n: figure(this.#chosen.size) }));
    button.disabled = this.#chosen.size === 0;
  }

  /** What was chosen stays chosen where the server refuses. */
  async #send() {
    if (await this.actions.hideFor([...this.#chosen], one("#hiding-reason", this.dialog).value)) this.dialog.close();
    else this.draw();
  }
}
