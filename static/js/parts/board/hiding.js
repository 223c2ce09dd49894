/** Several notes, or of what is attached to them, are chosen in a list and hidden in one step, with one reason (parts/_hiding.html). */
import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { comparable } from "../../lib/folding.js";
import { personal } from "../../lib/personal.js";
import { coarse } from "./coarse.js";
import { closesOutside } from "./dialogs.js";
import { figure } from "./figure.js";

const MOST = 200; // rows that are drawn; a search finds the others

export class Hiding {
  #chosen = new Set();
  #source = null;
  #loaded = []; // what a source loads, as of the change `#seq`
  #seq = 0;

  /** `others`: for each other tab {title, load() → promise of items, about(item), hide(items, reason)}, as of notes. */
  constructor(dialog, opener, board, actions, others) {
    Object.assign(this, { dialog, board });
    const about = (note) => [word("note_number", { n: note.number }), board.categoryName(note.category), board.writerOf(note)].filter(Boolean).join(" · ");
    const hide = (notes, reason) => actions.hideFor(notes.map(({ id }) => id), reason);
    this.sources = [{ title: word("notes_title"), about, hide }, ...others];
    this.tabs = this.sources.map((source) => this.#tab(source));
    one("#hiding-tabs", dialog).append(...this.tabs);
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
    this.search.value = "";
    this.hinted.checked = false;
    one("#hiding-reason", this.dialog).selectedIndex = 0;
    this.dialog.showModal();
    this.#turn(this.sources[0]);
  }

  #tab(source) {
    const tab = Object.assign(document.createElement("button"), { type: "button", className: "filter-tab", textContent: source.title });
    tab.addEventListener("click", () => this.#turn(source));
    return tab;
  }

  #turn(source) {
    this.#source = source;
    this.#loaded = [];
    this.#seq = 0;
    this.#chosen.clear();
    this.tabs.forEach((tab, at) => tab.setAttribute("aria-pressed", String(this.sources[at] === source)));
    this.draw();
  }

  /** What was chosen stays in sight, whatever is searched for; what is hidden or withdrawn meanwhile goes. */
  draw() {
    if (!this.dialog.open) return;
    if (this.#source.load && this.#seq !== this.board.state.seq) this.#load();
    const items = this.#items();
    const there = new Set(items.map(({ id }) => id));
    for (const id of this.#chosen) if (!there.has(id)) this.#chosen.delete(id);
    const typed = comparable(this.search.value.trim());
    const matches = ({ text }) => comparable(text).includes(typed) && (!this.hinted.checked || personal(text) || coarse(text));
    const found = items.filter((item) => this.#chosen.has(item.id) || matches(item));
    let left = MOST;
    const shown = found.filter(({ id }) => this.#chosen.has(id) || left-- > 0);
    list(this.rows, shown, { key: ({ id }) => id, make: () => fragment("hiding-template"), update: (row, item) => this.#fill(row, item) });
    const more = shown.length < found.length ? word("hiding_some", { n: figure(shown.length), all: figure(found.length) }) : "";
    setText(one("#hiding-state", this.dialog), found.length ? more : word("hiding_none"));
    this.#count();
  }

  #items() {
    if (this.#source.load) return this.#loaded;
    return this.board.notes().filter(({ status }) => status !== "hidden").sort((a, b) => a.number - b.number);
  }

  async #load() {
    const source = this.#source;
    const { seq } = this.board.state;
    this.#seq = seq;
    const items = await source.load().catch(() => null);
    if (source !== this.#source || seq !== this.#seq) return; // a newer one is under way
    if (items) this.#loaded = items;
    this.draw();
  }

  #fill(row, item) {
    fill(row, { text: item.text, about: this.#source.about(item), personal: personal(item.text), coarse: coarse(item.text) });
    one("input", row).checked = this.#chosen.has(item.id);
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
    const reason = one("#hiding-reason", this.dialog).value;
    const chosen = this.#items().filter(({ id }) => this.#chosen.has(id));
    if (await this.#source.hide(chosen, reason)) this.dialog.close();
    else this.draw();
  }
}
