import { fill, fragment, list, one, word } from "../../lib/dom.js";
import { figure } from "./figure.js";
import { NotesList } from "./notes_list.js";

/** {parts: [{id, label, notes}], rest}: a theme's notes by sub-theme; a note that was moved away is in neither. */
export function divided(subthemes = [], notes) {
  const byId = new Map(notes.map((note) => [note.id, note]));
  const take = (id) => {
    const note = byId.get(id);
    byId.delete(id);
    return note;
  };
  const parts = subthemes.map(({ id, label, members }) => ({ id, label, notes: members.map(take).filter(Boolean) }));
  return { parts: parts.filter((part) => part.notes.length > 0), rest: [...byId.values()] };
}

/** The sub-themes of one theme's card, each folded until it is opened or the search finds something in it. */
export class Subthemes {
  constructor(parent, context) {
    Object.assign(this, { parent, context });
  }

  /** Gives how many notes the search lets through. */
  draw(parts) {
    let found = 0;
    const { searching, seeking } = this.context;
    list(this.parent, parts, {
      key: (part) => part.id,
      make: () => this.#make(),
      update: (element, { label, notes }) => {
        const matching = element.laenaNotes.draw(notes);
        found += matching;
        fill(one(".subtheme-head", element), { label: label || word("unlabelled"), count: figure(notes.length) });
        element.hidden = searching() && matching === 0;
        if (seeking() && matching > 0) element.firstElementChild.open = true;
      },
    });
    return found;
  }

  #make() {
    const element = fragment("subtheme-template");
    element.laenaNotes = new NotesList(one(".notes", element), this.context, one("details", element));
    return element;
  }
}
