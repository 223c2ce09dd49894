import { list, setText, word } from "../../lib/dom.js";
import { comparable } from "../../lib/folding.js";
import { figure } from "./figure.js";

/** Category tabs, focus issues, the search in notes, and the view: they choose what is shown, never what there is. */
export class Filter {
  category = "";
  text = "";
  focus = "";
  outlook = false;
  byAgreed = false;

  /** `changed()` is called after every choice. */
  constructor({ tabs, search, found, focusTabs, outlookTab, byAgreed, menu, name }, changed) {
    Object.assign(this, { tabs, found, focusTabs, outlookTab, agreedTab: byAgreed, menu, name, changed });
    tabs.addEventListener("click", ({ target }) => target.closest("button") && this.#choose(target.closest("button")));
    search.addEventListener("input", () => this.#type(search.value));
    focusTabs.addEventListener("click", (event) => this.#chooseFocus(event.target.closest("button")));
    outlookTab.addEventListener("click", () => this.#choose(null));
    byAgreed.addEventListener("click", () => {
      this.byAgreed = !this.byAgreed;
      this.changed();
    });
  }

  matches = (note) => (!this.text || comparable(note.text).includes(this.text)) && (!this.focus || (note.focus ?? []).includes(this.focus));

  /** The notes of one theme or tray as they are to stand: as they came, or those first that most people agree with. */
  ordered = (notes) => (this.byAgreed ? [...notes].sort((a, b) => (b.agreed ?? 0) - (a.agreed ?? 0)) : notes);

  draw({ workshop, figures, focus = [] }, notes) {
    if (!focus.some(({ key }) => key === this.focus)) this.focus = "";
    const tabs = [{ key: "", name: word("all"), received: figures.received }];
    for (const { key, name } of workshop.categories) tabs.push({ key, name, received: figures.categories[key]?.received });
    list(this.tabs, tabs, {
      key: (tab) => tab.key,
      make: makeTab,
      update: (element, { key, name, received }) => {
        element.setAttribute("aria-pressed", String(!this.outlook && key === this.category));
        setText(element.firstElementChild, name);
        element.title = name;
        setText(element.lastElementChild, figure(received));
      },
    });
    const met = notes.filter((note) => (!this.category || note.category === this.category) && this.matches(note));
    this.outlookTab.setAttribute("aria-pressed", String(this.outlook));
    this.agreedTab.hidden = !this.byAgreed && !notes.some(({ agreed }) => agreed > 0);
    this.agreedTab.setAttribute("aria-pressed", String(this.byAgreed));
    this.#drawFocus(focus);
    this.#drawMenu(focus);
    setText(this.found, this.text || this.focus ? word("found", { n: figure(met.length) }) : "");
  }

  /** A category, or null for the look back and forward. */
  #choose(tab) {
    this.outlook = tab === null;
    if (tab) this.category = tab.dataset.key;
    this.changed();
  }

  #drawFocus(focus) {
    this.focusTabs.hidden = focus.length === 0;
    list(this.focusTabs, focus, {
      key: (issue) => issue.key,
      make: makeTab,
      update: (element, { key, name, count }) => {
        element.setAttribute("aria-pressed", String(key === this.focus));
        element.title = name;
        setText(element.firstElementChild, name);
        setText(element.lastElementChild, figure(count));
      },
    });
  }

  /** The menu says on its button what it leaves out. */
  #drawMenu(focus) {
    this.menu.hidden = focus.length === 0 && this.agreedTab.hidden;
    const chosen = focus.find(({ key }) => key === this.focus)?.name;
    setText(this.name, [chosen, this.byAgreed && word("by_agreed")].filter(Boolean).join(" · ") || word("filter"));
    this.name.classList.toggle("is-chosen", Boolean(chosen || this.byAgreed));
  }

  #chooseFocus(tab) {
    if (!tab) return;
    this.focus = tab.dataset.key === this.focus ? "" : tab.dataset.key;
    this.changed();
  }

  #type(value) {
    this.text = comparable(value.trim());
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
