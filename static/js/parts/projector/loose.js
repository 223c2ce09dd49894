import { fragment, list, one, setText, word } from "../../lib/dom.js";
import { figure } from "../board/figure.js";
import { clamp } from "./clamp.js";

const COLUMNS = 3;
const ROWS = { whole: 3, half: 2 };
const LINES = { whole: 3, half: 2 };

/** Notes in no theme yet, where the themes leave room. A note keeps its place while it is ungrouped. */
export class Loose {
  #places = [];

  constructor(root) {
    this.root = root;
    this.parent = one("ul", root);
    addEventListener("resize", () => this.#fit());
  }

  /** `notes`: the category's ungrouped ones; `room`: "whole" or "half" of the wall, or "" for none. */
  draw(notes, room) {
    this.root.hidden = !room;
    this.root.dataset.room = room;
    if (!room) return this.parent.replaceChildren(); // what was taken off the screens is gone from the page, too
    const byId = new Map(notes.map((note) => [note.id, note]));
    const kept = this.#places.filter((id) => byId.has(id));
    const fresh = notes.map(({ id }) => id).filter((id) => !kept.includes(id)).reverse();
    // Vacant places are taken over where they are; the others do not move up.
    const places = this.#places.map((id) => (byId.has(id) ? id : fresh.shift())).filter(Boolean);
    this.#places = [...places, ...fresh].slice(0, COLUMNS * ROWS[room]);
    setText(one("h2", this.root), word("loose_n", { n: figure(notes.length) }));
    list(this.parent, this.#places.map((id) => byId.get(id)), {
      key: (note) => note.id,
      make: () => fragment("loose-template"),
      update: (element, note) => (element.laenaText = note.text),
    });
    this.#fit();
  }

  #fit() {
    const [first] = this.parent.children; // all of them are as large
    if (!first) return;
    const text = first.firstElementChild;
    const high = first.clientHeight - 2 * (text.offsetTop - first.offsetTop);
    const fitting = Math.floor(high / parseFloat(getComputedStyle(text).lineHeight)) || 0;
    const lines = Math.max(LINES[this.root.dataset.room], fitting);
    for (const note of this.parent.children) clamp(note.firstElementChild, note.laenaText, lines);
  }
}
