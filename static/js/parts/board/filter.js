import { list, setText, word } from "../../lib/dom.js";
import { figure } from "./figure.js";

/** Category tabs and the search in notes: they choose what the wall shows, never what it holds. */
export class Filter {
  category = "";
  text = "";

  /** `changed()` is called after every choice. */
  constructor({ tabs, search, found }, changed) {
    Object.assign(this, { tabs, found, changed });
    tabs.addEventListener("click", (event) => this.#choose(event.target.closest("button")));
    search.addEventListener("input", () => this.#type(search.value));
  }

  matches = (note) => !this.text || note.text.toLowerCase().includes(this.text);

  draw({ workshop, figures }, notes) {
    const tabs = [{ key: "", name: word("all"), received: figures.received }];
    for (const { key, name } of workshop.categories) tabs.push({ key, name, received: figures.categories[key]?.received });
    list(this.tabs, tabs, {
      key: (tab) => tab.key,
      make: makeTab,
      update: (element, { key, name, received }) => {
        element.setAttribute("aria-pressed", String(key === this.category));
        setText(element.firstElementChild, name);
        setText(element.lastElementChild, figure(received));
      },
    });
    const met = notes.filter((note) => (!this.category || note.category === this.category) && this.matches(note));
    setText(this.found, this.text ? word("found", { n: figure(met.length) }) : "");
  }

  #choose(tab) {
    if (!tab) return;
    this.category = tab.dataset.key;
    this.changed();
  }

  #type(value) {
    this.text = value.trim().toLowerCase();
    this.changed();
  }
}

function makeTab() {
  const tab = document.createElement("button");
  tab.type = "button";
  tab.className = "filter-tab";
  const count = document.createElement("span");
  count.className = "filter-count number";
  tab.append(document.createElement("span"), count);
  return tab;
}
