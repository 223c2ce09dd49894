/** The list of notes that wait for approval (parts/_checking.html): one, some or all of them, by hand and by keys. */
import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { personal } from "../../lib/personal.js";
import { coarse } from "./coarse.js";
import { figure } from "./figure.js";
import { keyOf } from "./keys.js";

export class Checking {
  #chosen = new Set();
  #notes = [];

  constructor(element, board, actions, context) {
    Object.assign(this, { element, board, actions, context });
    this.list = one(".checking-list", element);
    this.all = one("#approve-all", element);
    this.some = one("#approve-chosen", element);
    this.every = one("#check-every", element);
    this.away = one("#hide-chosen", element);
    this.list.addEventListener("keydown", (event) => this.#press(event));
    if (!this.all) return;
    this.list.addEventListener("click", ({ target }) => this.#act(target.closest("[data-checking]")?.dataset.checking, target));
    this.list.addEventListener("change", ({ target }) => this.#choose([idOf(target)], target.checked));
    this.every.addEventListener("change", () => this.#choose(this.#notes.map(({ id }) => id), this.every.checked));
    this.all.addEventListener("click", () => this.actions.approve(this.#notes));
    this.some.addEventListener("click", () => this.actions.approve(this.#notes.filter(({ id }) => this.#chosen.has(id))));
    this.away.addEventListener("click", () => this.#hide([...this.#chosen]));
  }

  draw(places) {
    this.#notes = places.get("unchecked");
    const ids = new Set(this.#notes.map(({ id }) => id));
    for (const id of this.#chosen) if (!ids.has(id)) this.#chosen.delete(id);
    const checks = this.board.state.phases.some(({ check_first: first, state }) => first && state === "open");
    this.element.hidden = !checks && ids.size === 0;
    fill(one(".tray-head", this.element), { count: figure(ids.size) });
    const at = [...this.list.children].findIndex((row) => row.contains(document.activeElement));
    list(this.list, this.#notes, { key: ({ id }) => id, make: () => fragment("checking-template"), update: (row, note) => this.#fill(row, note) });
    // The row in focus is gone: the next one takes its place.
    if (at >= 0 && !this.list.contains(document.activeElement)) this.#focus(Math.min(at, this.#notes.length - 1));
    this.#settle();
    one("#checking-none", this.element).hidden = ids.size > 0;
    this.#tools();
  }

  #fill(row, note) {
    const about = [this.board.categoryName(note.category), this.context.writerOf(note), note.late && word("late")].filter(Boolean).join(" · ");
    fill(row, { id: note.id, text: note.text, number: word("note_number", { n: note.number }), about, choose: word("check_note", { n: note.number }), manage: word("note_manage", { n: note.number }), personal: personal(note.text), coarse: coarse(note.text) });
    const box = one("input", row);
    if (box) box.checked = this.#chosen.has(note.id);
  }

  #tools() {
    if (!this.all) return;
    const [all, some] = [this.#notes.length, this.#chosen.size];
    setText(this.all, word("approve_all", { n: figure(all) }));
    setText(this.some, word("approve_chosen", { n: figure(some) }));
    this.all.disabled = all === 0;
    setText(this.away, word("hide_chosen", { n: figure(some) }));
    this.some.disabled = this.away.disabled = some === 0;
    this.every.checked = all > 0 && some === all;
    this.every.disabled = all === 0;
  }

  #choose(ids, on) {
    for (const id of ids) this.#chosen[on ? "add" : "delete"](id);
    for (const row of this.list.children) one("input", row).checked = this.#chosen.has(row.dataset.note);
    this.#tools();
  }

  #act(what, target) {
    const note = this.#notes.find(({ id }) => id === idOf(target));
    if (what === "approve" && note) this.actions.approve([note]);
    if (what === "hide" && note) this.#hide([note.id]);
  }

  #hide = (ids) => this.actions.hideFor(ids, one("#checking-reason", this.element).value);

  /** One row is a stop of the Tab key; the arrow keys go on to the others. */
  #press(event) {
    const name = keyOf(event, "checking");
    if (!name) return;
    event.preventDefault();
    const at = [...this.list.children].findIndex((row) => row.contains(event.target));
    if (name === "checking_previous") this.#focus(Math.max(0, at - 1));
    else if (name === "checking_next") this.#focus(Math.min(this.#notes.length - 1, at + 1));
    else if (this.all) this.#act(name === "checking_approve" ? "approve" : "hide", event.target);
  }

  #focus(at) {
    const row = this.list.children[at];
    this.#settle(row);
    (row ?? one("summary", this.element)).focus();
  }

  #settle(chosen = [...this.list.children].find((row) => row.tabIndex === 0) ?? this.list.firstElementChild) {
    for (const row of this.list.children) row.tabIndex = row === chosen ? 0 : -1;
  }
}

const idOf = (target) => target.closest("[data-note]")?.dataset.note;
