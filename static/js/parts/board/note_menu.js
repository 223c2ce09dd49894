import { all, list, one, setText, word } from "../../lib/dom.js";
import { figure } from "./figure.js";
import { ranked } from "./order.js";

/** What can be done with one note, by mouse, touch and keyboard alike. Live updates do not touch it while it is open. */
export class NoteMenu {
  #note = null;

  constructor(dialog, root, board, actions) {
    Object.assign(this, { dialog, board, actions });
    this.search = one("#note-menu-search", dialog);
    root.addEventListener("click", (event) => {
      const button = event.target.closest(".note-more");
      if (button) this.#open(button.closest("[data-note]").dataset.note);
    });
    for (const button of all("[data-do]", dialog)) button.addEventListener("click", () => this.#do(button.dataset.do));
    one("#note-menu-themes", dialog).addEventListener("click", (event) => this.#moveTo(event.target.closest("button")?.dataset.theme));
    one("#note-menu-new", dialog).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#moveTo("new", one("#note-menu-label", dialog).value.trim());
    });
    this.search.addEventListener("input", () => this.#drawThemes());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }

  #open(id) {
    this.#note = this.board.note(id);
    if (!this.#note) return;
    const { number, text, status } = this.#note;
    setText(one("#note-menu-title", this.dialog), word("note_title", { n: number }));
    setText(one("#note-menu-text", this.dialog), text);
    one('[data-do="hide"]', this.dialog).hidden = status === "hidden";
    one('[data-do="unhide"]', this.dialog).hidden = status !== "hidden";
    one('[data-do="ungroup"]', this.dialog).hidden = status === "ungrouped" || status === "hidden";
    one("#note-menu-move", this.dialog).hidden = status === "hidden";
    this.search.value = one("#note-menu-label", this.dialog).value = "";
    this.#drawThemes();
    this.dialog.showModal();
  }

  #drawThemes() {
    const typed = this.search.value.trim().toLowerCase();
    const themes = this.board.themes().filter((theme) => theme.category === this.#note.category);
    const byId = new Map(themes.map((theme) => [theme.id, theme]));
    const met = ranked(themes).map((id) => byId.get(id)).filter((theme) => theme.label.toLowerCase().includes(typed));
    list(one("#note-menu-themes", this.dialog), met, { key: (theme) => theme.id, make: makeChoice, update: (element, theme) => this.#fill(element, theme) });
  }

  #fill(element, theme) {
    const button = element.firstElementChild;
    const here = theme.id === this.#note.theme_id;
    button.dataset.theme = theme.id;
    button.disabled = here;
    setText(button.firstElementChild, theme.label || word("unlabelled"));
    setText(button.lastElementChild, here ? word("here_now") : figure(theme.count));
  }

  #do(verb) {
    this.dialog.close();
    if (verb === "ungroup") this.actions.move(this.#note.id, null);
    else this.actions[verb](this.#note.id);
  }

  #moveTo(theme, label) {
    if (!theme) return;
    this.dialog.close();
    this.actions.move(this.#note.id, theme, label);
  }
}

function makeChoice() {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.append(document.createElement("span"), document.createElement("span"));
  button.lastElementChild.className = "soft number";
  item.append(button);
  return item;
}
