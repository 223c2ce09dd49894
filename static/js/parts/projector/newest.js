import { fill, fragment, list, one, word } from "../../lib/dom.js";
import { attachedTo } from "../board/attached.js";
import { glide } from "../board/glide.js";
import { toneOf } from "../board/tone.js";
import { clamp } from "./clamp.js";
import { shortNames } from "./names.js";

const MOST = 7;
const PAUSE_MS = 400;
const MOVE_MS = 350;
const LINES = 4;

/** The lane of newest notes, by their coming to this page: numbers may be drawn. Within 400 ms of its coming a note is there, however many come at once. */
export class Newest {
  #waiting = null;
  #drawn = -Infinity;
  #came = new Map();

  constructor(parent, state) {
    Object.assign(this, { parent, state });
    addEventListener("resize", () => this.#fit());
  }

  draw() {
    if (this.#waiting) return;
    const wait = Math.max(0, this.#drawn + PAUSE_MS - performance.now());
    if (wait === 0) this.#drawNow();
    else this.#waiting = setTimeout(() => this.#drawNow(), wait);
  }

  #drawNow() {
    this.#waiting = null;
    this.#drawn = performance.now();
    const { notes, groups, workshop } = this.state();
    const names = shortNames(groups);
    for (const id of notes.keys()) if (!this.#came.has(id)) this.#came.set(id, this.#came.size);
    const shown = [...notes.values()].filter((note) => note.status !== "set_aside").sort((a, b) => this.#came.get(b.id) - this.#came.get(a.id)).slice(0, MOST);
    const draw = () => list(this.parent, shown, {
      key: (note) => note.id,
      make: () => fragment("newest-template"),
      update: (element, note) => {
        element.laenaText = note.text;
        const agreed = note.agreed ? word("agreed_n", { n: note.agreed }) : "";
        fill(element, { group: [note.signed, names.get(note.group_id)].filter(Boolean).join(" · "), tone: toneOf(workshop, note.category), agreed, ...attachedTo(note) });
      },
    });
    glide(this.parent.children, draw, MOVE_MS);
    this.#fit();
  }

  /** A note that would be cut at the lane's foot waits out of sight until there is room. */
  #fit() {
    for (const note of this.parent.children) clamp(one(".newest-text", note), note.laenaText, LINES);
    const foot = this.parent.clientHeight;
    for (const note of this.parent.children) {
      const below = note.offsetTop + note.offsetHeight > foot + 1;
      note.classList.toggle("is-below", below && note !== this.parent.firstElementChild);
    }
  }
}
