import { list } from "../../lib/dom.js";
import { makeNote, signature, updateNote } from "./note.js";

/** A list of notes that is drawn anew only when what it shows has changed. */
export class NotesList {
  #shown = null;

  constructor(parent, context) {
    this.parent = parent;
    this.context = context;
  }

  /** Draws `notes` in the given order; gives how many of them the search lets through. */
  draw(notes) {
    const { writerOf, focusNames, busy, matches, ordered, started } = this.context;
    const views = ordered(notes.filter(matches)).map((note) => ({ note, group: writerOf(note), focus: focusNames(note.focus), busy: busy(note.id) }));
    const shown = signature(views);
    if (shown === this.#shown) return views.length;
    this.#shown = shown;
    list(this.parent, views, {
      key: ({ note }) => note.id,
      make: ({ note }) => makeNote(note, started()),
      update: updateNote,
    });
    return views.length;
  }
}
