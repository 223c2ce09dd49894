import { fill, list, setText, word } from "../../lib/dom.js";
import { comparable } from "../../lib/folding.js";
import { figure } from "./figure.js";
import { options } from "../../lib/options.js";

/** Category tabs, focus issues, the search in notes, groups and themes, and the view: they choose what is shown, never what there is. */
export class Filter {
  category = "";
  text = "";
  focus = "";
  group = "";
  phase = "";
  outlook = false;
  byAgreed = false;
  #folded = new Map();

  /** `changed()` is called after every choice. */
  constructor(board, { tabs, search, found, focusTabs, outlookTab, byAgreed, menu, name, groups, phases, clearing, none }, changed) {
    Object.assign(this, { board, tabs, search, found, focusTabs, outlookTab, agreedTab: byAgreed, menu, name, groups, phases, clearing, none, changed });
    tabs.addEventListener("click", ({ target }) => target.closest("button") && this.#choose(target.closest("button")));
    search.addEventListener("input", () => this.#type(search.value));
    focusTabs.addEventListener("click", (event) => this.#chooseFocus(event.target.closest("button")));
    outlookTab.addEventListener("click", () => this.#choose(null));
    groups.addEventListener("change", () => this.#narrow("group", groups.value));
    phases.addEventListener("change", () => this.#narrow("phase", phases.value));
    for (const button of clearing) button.addEventListener("click", () => this.#clear());
    byAgreed.addEventListener("click", () => {
      this.byAgreed = !this.byAgreed;
      this.changed();
    });
  }

  matches = (note) => (!this.text || this.#finds(note)) && this.#chosen(note);

  /** Whether anything is chosen that leaves notes out. */
  narrows = () => Boolean(this.text || this.focus || this.group || this.phase);

  /** By group as the server sends it: what has none, as in an anonymous phase, is of no group that can be chosen. */
  #chosen = (note) =>
    (!this.focus || (note.focus ?? []).includes(this.focus)) &&
    (!this.group || String(note.group_id) === this.group) &&
    (!this.phase || String(note.phase_id) === this.phase);

  /** Whether the search finds a theme by its label; all its notes are then found with it. */
  names = (theme) => Boolean(this.text && theme?.label) && this.#fold(theme.label).includes(this.text);

  /** By its words, its number, or what stands beside it of its writer: nothing that the card does not show finds a note. */
  #finds(note) {
    if (String(note.number) === this.text.replace("#", "")) return true;
    if (comparable(note.text).includes(this.text) || this.#fold(this.board.writerOf(note)).includes(this.text)) return true;
    if (note.status !== "theme") return false;
    const theme = this.board.theme(note.theme_id);
    return this.names(theme) || (theme?.subthemes ?? []).some(({ label, members }) => members.includes(note.id) && this.#fold(label).includes(this.text));
  }

  /** Labels and groups come again with each note. */
  #fold(name) {
    if (!this.#folded.has(name)) this.#folded.set(name, comparable(name));
    return this.#folded.get(name);
  }

  /** The notes of one theme or tray as they are to stand: as they came, or those first that most people agree with. */
  ordered = (notes) => (this.byAgreed ? [...notes].sort((a, b) => (b.agreed ?? 0) - (a.agreed ?? 0)) : notes);

  draw({ workshop, figures, focus = [], groups, phases }, notes) {
    if (!focus.some(({ key }) => key === this.focus)) this.focus = "";
    if (!groups.some(({ id }) => String(id) === this.group)) this.group = "";
    if (!phases.some(({ id }) => String(id) === this.phase)) this.phase = "";
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
    this.#drawSelects(groups, phases, notes);
    this.#drawMenu(focus, groups, phases);
    fill(this.none, { groupOnly: this.group !== "" });
    this.none.hidden = !this.narrows() || met.length > 0 || this.outlook;
    setText(this.found, this.narrows() ? word("found", { n: figure(met.length) }) : "");
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

  #drawSelects(groups, phases, notes) {
    const offer = (select, items, all, chosen) => {
      select.parentElement.hidden = items.length < 2;
      options(select, [["", word(all)], ...items], chosen);
    };
    offer(this.groups, groups.map(({ id, name }) => [String(id), name]), "every_group", this.group);
    offer(this.phases, phases.map(({ id, title }) => [String(id), title]), "every_phase", this.phase);
    fill(this.menu, { withoutGroup: groups.length > 1 && notes.some((note) => note.group_id === null) });
  }

  /** The menu says on its button what it leaves out. */
  #drawMenu(focus, groups, phases) {
    this.menu.hidden = focus.length === 0 && this.agreedTab.hidden && groups.length < 2 && phases.length < 2;
    const chosen = [
      focus.find(({ key }) => key === this.focus)?.name,
      groups.find(({ id }) => String(id) === this.group)?.name,
      phases.find(({ id }) => String(id) === this.phase)?.title,
      this.byAgreed && word("by_agreed"),
    ].filter(Boolean);
    setText(this.name, chosen.join(" · ") || word("filter"));
    this.name.title = chosen.join(" · ");
    this.name.classList.toggle("is-chosen", chosen.length > 0);
    this.clearing[0].hidden = !this.narrows();
  }

  /** Leaves out all but this: every note of one group, say. */
  only(by, value) {
    this.search.value = "";
    Object.assign(this, { outlook: false, category: "", text: "", focus: "", group: "", phase: "" });
    this.#narrow(by, value);
  }

  #narrow(by, value) {
    this[by] = value;
    this.changed();
  }

  /** All that leaves notes out, save the category, whose tabs are in sight. */
  #clear() {
    Object.assign(this, { text: "", focus: "", group: "", phase: "" });
    this.search.value = "";
    this.search.focus({ preventScroll: true });
    this.changed();
  }

  #chooseFocus(tab) {
    if (!tab) return;
    this.focus = tab.dataset.key === this.focus ? "" : tab.dataset.key;
    this.changed();
  }

  #type(value) {
    this.text = comparable(value.trim());
    this.#folded.clear();
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
