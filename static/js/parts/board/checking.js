/** The lists of what waits for approval (parts/_checking.html): one, some or all of them, by hand and by keys. */
import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { personal } from "../../lib/personal.js";
import { coarse } from "./coarse.js";
import { figure } from "./figure.js";
import { reasonOnce } from "./hide_reason.js";
import { keyOf } from "./keys.js";

export class Checking {
  #chosen = new Set();
  #items = [];

  constructor(element, board, actions, context) {
    Object.assign(this, { element, board, actions, context });
    this.list = one(".checking-list", element);
    const part = (name) => one(`[data-check="${name}"]`, element);
    [this.all, this.some, this.every, this.away] = ["all", "some", "every", "away"].map(part);
    this.list.addEventListener("keydown", (event) => this.#press(event));
    if (!this.all) return;
    this.list.addEventListener("click", ({ target }) => this.#act(target.closest("[data-checking]")?.dataset.checking, target));
    this.list.addEventListener("change", ({ target }) => this.#choose([idOf(target)], target.checked));
    this.every.addEventListener("change", () => this.#choose(this.#items.map(({ id }) => id), this.every.checked));
    this.all.addEventListener("click", () => this.approve(this.#items));
    this.some.addEventListener("click", () => this.approve(this.#items.filter(({ id }) => this.#chosen.has(id))));
    this.away.addEventListener("click", () => this.#hide(this.#items.filter(({ id }) => this.#chosen.has(id))));
  }

  /** What waits; the four below are of notes; what is attached to them has its own. */
  waiting = (places) => places.get("unchecked");

  always = () => this.board.state.phases.some(({ check_first: first, state }) => first && state === "open");

  approve = (notes) => this.actions.approve(notes);

  hide = (notes, reason) => this.actions.hideFor(notes.map(({ id }) => id), reason);

  said(note) {
    const about = [this.board.categoryName(note.category), this.context.writerOf(note), note.late && word("late")].filter(Boolean).join(" · ");
    return { note: note.id, on: "", number: word("note_number", { n: note.number }), about, choose: word("check_note", { n: note.number }), manage: word("note_manage", { n: note.number }) };
  }

  show() {
    this.element.open = true;
    this.element.scrollIntoView({ block: "start" });
    this.#focus(0);
  }

  draw(places) {
    this.#items = this.waiting(places);
    const ids = new Set(this.#items.map(({ id }) => id));
    for (const id of this.#chosen) if (!ids.has(id)) this.#chosen.delete(id);
    this.element.hidden = !this.always() && ids.size === 0;
    fill(one(".tray-head", this.element), { count: figure(ids.size) });
    const at = [...this.list.children].findIndex((row) => row.contains(document.activeElement));
    list(this.list, this.#items, { key: ({ id }) => id, make: () => fragment("checking-template"), update: (row, item) => this.#fill(row, item) });
    // The row in focus is gone: the next one takes its place.
    if (at >= 0 && !this.list.contains(document.activeElement)) this.#focus(Math.min(at, this.#items.length - 1));
    this.#settle();
    one(".checking-none", this.element).hidden = ids.size > 0;
    this.#tools();
  }

  #fill(row, item) {
    fill(row, { id: item.id, text: item.text, personal: personal(item.text), coarse: coarse(item.text), ...this.said(item) });
    const box = one("input", row);
    if (box) box.checked = this.#chosen.has(item.id);
  }

  #tools() {
    if (!this.all) return;
    const [all, some] = [this.#items.length, this.#chosen.size];
    setText(this.all, word("approve_all", { n: figure(all) }));
    setText(this.some, word("approve_chosen", { n: figure(some) }));
    setText(this.away, word("hide_chosen", { n: figure(some) }));
    this.all.disabled = all === 0;
    this.some.disabled = this.away.disabled = some === 0;
    this.every.checked = all > 0 && some === all;
    this.every.disabled = all === 0;
  }

  #choose(ids, on) {
    for (const id of ids) this.#chosen[on ? "add" : "delete"](id);
    for (const row of this.list.children) one("input", row).checked = this.#chosen.has(row.dataset.row);
    this.#tools();
  }

  #act(what, target) {
    const item = this.#items.find(({ id }) => id === idOf(target));
    if (what === "approve" && item) this.approve([item]);
    if (what === "hide" && item) this.#hide([item]);
  }

  #hide = (items) => this.hide(items, reasonOnce(this.element));

  /** One row is a stop of the Tab key; the arrow keys go on to the others. */
  #press(event) {
    const name = keyOf(event, "checking");
    if (!name) return;
    event.preventDefault();
    const at = [...this.list.children].findIndex((row) => row.contains(event.target));
    if (name === "checking_previous") this.#focus(Math.max(0, at - 1));
    else if (name === "checking_next") this.#focus(Math.min(this.#items.length - 1, at + 1));
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

const idOf = (target) => target.closest("[data-row]")?.dataset.row;
