import { list, setText, word } from "../../lib/dom.js";
import { figure } from "./figure.js";
import { makeNote, signature, updateNote } from "./note.js";

// Where the board has more notes than MANY (as workshop/views/boards.py), each list begins with a few, and gets more at a click: else every change costs a second.
export const MANY = 400;
const [FIRST, MORE] = [5, 50];
const HEIGHT_REM = 5.5;

/** A list of notes that is drawn anew only when what it shows has changed. */
export class NotesList {
  #notes = [];
  #shown = null;
  #room = FIRST;
  #button = null;

  /** `details`: what folds it. Where there are many notes it is drawn when that opens, and when `near()` is true. */
  constructor(parent, context, details = null, near = () => true) {
    Object.assign(this, { parent, context, details, near });
    details?.addEventListener("toggle", () => context.many() && this.drawAgain());
  }

  /** Draws the notes it was given last, as what it waited for has come. */
  drawAgain() {
    this.draw(this.#notes);
  }

  /** Draws `notes` in the given order; gives how many of them the search lets through. */
  draw(notes) {
    this.#notes = notes;
    const { writerOf, focusNames, busy, matches, ordered, started, many } = this.context;
    const found = ordered(notes.filter(matches));
    const waiting = many() && !this.near();
    const shut = waiting || (many() && this.details !== null && !this.details.open);
    const some = !many() ? found : shut ? [] : found.slice(0, this.#room);
    const views = some.map((note) => ({ note, group: writerOf(note), focus: focusNames(note.focus), busy: busy(note.id) }));
    const left = shut ? 0 : found.length - views.length;
    const shown = signature([waiting ? -found.length : left, ...views]);
    if (shown === this.#shown) return found.length;
    this.#shown = shown;
    list(this.parent, views, {
      key: ({ note }) => note.id,
      make: ({ note }) => makeNote(note, started() && !many()),
      update: updateNote,
    });
    this.parent.style.minBlockSize = waiting ? `${HEIGHT_REM * Math.min(found.length, FIRST)}rem` : ""; // so that little moves when it comes
    this.#offer(left);
    return found.length;
  }

  #offer(left) {
    if (!this.#button && left > 0) {
      this.#button = Object.assign(document.createElement("button"), { type: "button", className: "button button-small notes-left" });
      this.#button.addEventListener("click", () => this.#give());
      this.parent.after(this.#button);
    }
    if (!this.#button) return;
    this.#button.hidden = left === 0;
    setText(this.#button, word("notes_left", { n: figure(left) }));
  }

  #give() {
    const first = this.parent.children.length;
    this.#room += MORE;
    this.draw(this.#notes);
    this.parent.children[first]?.querySelector(".note-more")?.focus({ preventScroll: true });
  }
}
