import { all, one, setText, word } from "../../lib/dom.js";
import { Menus } from "./attached.js";
import { closesOutside } from "./dialogs.js";
import { Merging } from "./merging.js";
import { Splitting } from "./splitting.js";
import { drawVoices } from "./voices.js";

/** What can be done with one theme, a step at a time. Live updates fill it in, but never take away what is being done. */
export class ThemeMenu {
  #id = null;

  /** `renameAt(element)` turns the name on a theme's card into a field; `toAction(theme)` makes an action of one. */
  constructor(dialog, root, board, themeActions, { renameAt, toAction }) {
    Object.assign(this, { dialog, root, board, themeActions, renameAt, toAction });
    this.merging = new Merging(this, board, (into, other) => this.#done(() => themeActions.merge(into, other)));
    this.attached = new Menus("theme-menu", "themes", board, themeActions.actions.plain);
    this.splitting = new Splitting(this, board, (id, notes, label) => this.#split(id, notes, label));
    root.addEventListener("click", (event) => {
      const button = event.target.closest(".theme-more, .theme-head .note-attached, .former-theme");
      if (button) this.open((button.closest(".theme") ?? button).dataset.theme, button.dataset.attached);
    });
    for (const button of all("[data-act]", dialog)) button.addEventListener("click", () => this.#act(button.dataset.act));
    one("#theme-back", dialog).addEventListener("click", () => this.show("menu"));
    closesOutside(dialog);
  }

  get theme() {
    return this.board.theme(this.#id);
  }

  /** One that has gone, to which something stayed attached. */
  get former() {
    return this.board.state.former_themes?.find(({ id }) => id === this.#id);
  }

  /** `kind`: what is to be in sight of what is attached to it. */
  open(id, kind) {
    this.#id = id;
    this.attached.open(id);
    this.show("menu");
    this.dialog.showModal();
    this.attached.show(kind);
  }

  /** Dropping a theme's card on another asks whether they are one; the name of the one below stays. */
  askMerge(dropped, target) {
    this.#id = target;
    this.merging.confirm(target, dropped);
    this.dialog.showModal();
  }

  /** One of the dialog's steps; `title` defaults to the theme's label. */
  show(step, title = (this.theme ?? this.former)?.label || word("unlabelled")) {
    for (const part of all("[data-step]", this.dialog)) part.hidden = part.dataset.step !== step;
    one("#theme-back", this.dialog).hidden = step === "menu";
    const heading = one("#theme-menu-title", this.dialog);
    setText(heading, title);
    if (this.dialog.open && step !== "menu") heading.focus();
    this.draw();
  }

  draw() {
    const theme = this.theme;
    one("#theme-gone", this.dialog).hidden = Boolean(theme && !theme.gone);
    for (const part of all(".theme-of-now", this.dialog)) part.hidden = !theme;
    if (!theme) this.attached.draw({ ...this.former, former: true });
    if (!theme) return;
    const lock = one('[data-act="lock"]', this.dialog);
    lock.setAttribute("aria-pressed", String(Boolean(theme.locked)));
    setText(one("#theme-lock-text", lock), word(theme.locked ? "unlock" : "lock"));
    drawVoices(one("#theme-voices", this.dialog), theme.voices, this.board);
    this.attached.draw(theme);
    this.merging.draw();
    this.splitting.draw();
  }

  #act(verb) {
    const theme = this.theme;
    if (!theme) return;
    if (verb === "merge") this.merging.choose(theme.id);
    else if (verb === "split") this.splitting.open(theme.id);
    else if (verb === "lock") this.themeActions.lock(theme.id, !theme.locked);
    else {
      this.dialog.close();
      if (verb === "show") this.themeActions.actions.show("theme", theme.id);
      if (verb === "action") this.toAction(theme);
      if (verb === "rename") this.renameAt(one(`[data-theme="${CSS.escape(theme.id)}"]`, this.root));
    }
  }

  /** What was chosen and typed stays in the dialog where the server refuses it. */
  async #split(id, notes, label) {
    if ((await this.themeActions.split(id, notes, label)) && this.#id === id) this.dialog.close();
  }

  #done(act) {
    this.dialog.close();
    act();
  }
}
