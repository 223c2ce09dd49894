import { all, list, one, setText, word } from "../../lib/dom.js";
import { Menus } from "./attached.js";
import { ThemeChoices } from "./choices.js";
import { Correcting } from "./correcting.js";
import { closesOutside } from "./dialogs.js";
import { highlighted } from "./highlight.js";
import { KEYS, keyOf } from "./keys.js";
import { words } from "./note.js";
import { Why } from "./why.js";

/** What can be done with one note, by mouse, touch and keyboard alike. Live updates never take away what is being done. */
export class NoteMenu {
  #id = null;

  constructor(dialog, root, board, actions) {
    Object.assign(this, { dialog, board, actions });
    this.choices = new ThemeChoices("note-menu", (theme) => this.#moveTo(theme));
    this.why = new Why(actions.code, one("#note-why-open", dialog), one("#note-why", dialog), (words) => this.#mark(words));
    root.addEventListener("click", (event) => {
      const button = event.target.closest(".note-more, .note-attached");
      const note = button?.closest("[data-note]");
      if (note) this.#open(note.dataset.note, button.dataset.attached);
    });
    root.addEventListener("keydown", (event) => this.#key(event));
    this.choices.search.addEventListener("keydown", (event) => {
      if (event.key !== KEYS.move_to_first.key || event.isComposing) return;
      event.preventDefault();
      this.choices.pickFirst();
    });
    for (const button of all("[data-do]", dialog)) button.addEventListener("click", () => this.#do(button.dataset.do));
    one("#note-pin", dialog).addEventListener("click", () => actions.pin(this.#id, !this.#note.placed));
    one("#note-why-open", dialog).addEventListener("click", () => this.#toggleWhy());
    one("#note-focus", dialog).addEventListener("click", (event) => this.#toggleFocus(event.target.closest("button")?.dataset.key));
    one("#note-menu-new", dialog).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#moveTo("new", one("#note-menu-label", dialog).value.trim());
    });
    one("#note-erase", dialog).addEventListener("submit", (event) => this.#erase(event));
    one("#note-mute", dialog).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#do("mute");
    });
    this.correcting = new Correcting(dialog, board, actions, () => this.#note);
    this.attached = new Menus("note-menu", "notes", board, actions.plain);
    dialog.addEventListener("close", () => this.why.close());
    closesOutside(dialog);
  }

  /** Brings pin and focus issues up to date while the menu is open. */
  draw() {
    if (!this.dialog.open || !this.#note) return;
    const { status, placed, erased, unchecked, focus = [] } = this.#note;
    const part = (selector) => one(selector, this.dialog);
    part('[data-do="show"]').hidden = status === "hidden" || !!erased;
    part("#note-menu-hide").hidden = status === "hidden" && !unchecked;
    part('[data-do="unhide"]').hidden = status !== "hidden" || !!erased || !!unchecked;
    part("#note-menu-erase").hidden = !!erased;
    part('[data-do="ungroup"]').hidden = status === "ungrouped" || status === "hidden";
    part("#note-menu-move").hidden = status === "hidden";
    part("#note-pin").hidden = part("#note-why-open").hidden = status === "hidden" || status === "set_aside";
    part("#note-pin").setAttribute("aria-pressed", String(placed));
    setText(part("#note-pin-text"), word(placed ? "unpin" : "pin"));
    const issues = this.board.state.focus ?? [];
    part("#note-menu-focus").hidden = issues.length === 0 || !!erased;
    list(part("#note-focus"), issues, {
      key: (issue) => issue.key,
      make: makeToggle,
      update: (button, { key, name }) => {
        setText(button, name);
        button.setAttribute("aria-pressed", String(focus.includes(key)));
      },
    });
    this.choices.draw();
    this.correcting.draw();
    this.attached.draw(this.#note);
  }

  get #note() {
    return this.board.note(this.#id);
  }

  /** `kind`: what is to be in sight of what is attached to it. */
  #open(id, kind) {
    this.#id = id;
    if (!this.#note) return;
    const { number, category } = this.#note;
    setText(one("#note-menu-title", this.dialog), word("note_title", { n: number }));
    setText(one("#note-menu-text", this.dialog), words(this.#note));
    one("#note-erase-reason", this.dialog).value = "";
    one("#note-hide-reason", this.dialog).selectedIndex = 0; // its writer is shown it: that of the note before is not this one's
    one("#note-menu-erase", this.dialog).open = one("#note-menu-mute", this.dialog).open = false;
    one("#note-menu-label", this.dialog).value = "";
    this.attached.open(id);
    const here = (theme) => theme.id === this.#note?.theme_id;
    this.choices.open(() => this.board.themes().filter((theme) => theme.category === category).map((theme) => ({ theme, here: here(theme) })));
    this.dialog.showModal();
    this.draw();
    this.attached.show(kind);
  }

  /** M on a note: its menu, where one types at once into which theme it moves. */
  #key(event) {
    const note = event.target.closest("[data-note]");
    // A viewer's notes have no menu.
    if (!note || keyOf(event, "note") !== "move" || !one(".note-more", note).offsetParent) return;
    event.preventDefault();
    this.#open(note.dataset.note);
    this.choices.search.focus();
  }

  /** Why a note is to be hidden, as it was dropped there. */
  askHide(id) {
    this.#open(id);
    one("#note-hide-reason", this.dialog).focus();
  }

  #toggleWhy() {
    if (one("#note-why", this.dialog).hidden) this.why.open(this.#note);
    else this.why.close();
  }

  #mark = (words) => one("#note-menu-text", this.dialog).replaceChildren(highlighted(this.#note?.text ?? "", words));

  #toggleFocus(key) {
    const issue = this.board.state.focus?.find((each) => each.key === key);
    if (issue) this.actions.tag(this.#id, issue, !(this.#note.focus ?? []).includes(key));
  }

  #do(verb) {
    this.dialog.close();
    if (verb === "show") this.actions.show("note", this.#id);
    else if (verb === "ungroup") this.actions.move(this.#id, null);
    else if (verb === "hide") this.actions.hideFor([this.#id], one("#note-hide-reason", this.dialog).value);
    else this.actions[verb](this.#id);
  }

  /** A reason that was typed stays in the dialog where the server refuses it. */
  async #erase(event) {
    event.preventDefault();
    const id = this.#id;
    const erased = await this.actions.erase(id, one("#note-erase-reason", this.dialog).value.trim());
    if (erased && this.#id === id) this.dialog.close();
  }

  /** A name that was typed stays in the dialog where the server refuses it. */
  async #moveTo(theme, label) {
    const id = this.#id;
    if (!label) this.dialog.close();
    const moved = await this.actions.move(id, theme, label);
    if (label && moved && this.#id === id) this.dialog.close();
  }
}

function makeToggle() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "filter-tab";
  return button;
}
