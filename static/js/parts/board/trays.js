import { fill, one, word } from "../../lib/dom.js";
import { figure } from "./figure.js";
import { NotesList } from "./notes_list.js";

/** Ungrouped, set aside and hidden; the newest on top. */
export class Trays {
  constructor(elements, context) {
    this.context = context;
    this.trays = elements.map((element) => ({
      element, key: element.dataset.tray, list: new NotesList(one(".notes", element), context, element),
    }));
  }

  draw(places) {
    const { chosen, seeking, searching } = this.context;
    for (const { element, key, list } of this.trays) {
      const notes = places.get(key).filter((note) => !chosen() || note.category === chosen());
      const matching = list.draw([...notes].reverse());
      fill(one(".tray-head", element), { count: searching() && matching < notes.length ? word("n_of_all", { n: figure(matching), all: figure(notes.length) }) : figure(notes.length) });
      element.lastElementChild.hidden = notes.length > 0;
      if (seeking() && matching > 0) element.open = true;
    }
  }
}
