import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { closesOutside } from "../board/dialogs.js";
import { spoken } from "./day.js";
import { ActionForm } from "./form.js";

/** What the room decides to do, on the console. What is being typed stays when another console changes the list. */
export class ActionList {
  /** `actions`: the Actions that send and tell; send(path, body) answers or throws. */
  constructor(dialog, opener, board, actions, send) {
    Object.assign(this, { dialog, board, actions, send });
    this.rows = one("#action-rows", dialog);
    this.form = new ActionForm(one("#action-form", dialog));
    opener.addEventListener("click", () => this.open());
    this.rows.addEventListener("click", ({ target }) => this.#act(target.closest("[data-action]")));
    this.form.form.addEventListener("submit", (event) => (event.preventDefault(), this.#save()));
    one("#action-cancel", dialog).addEventListener("click", () => this.form.open(null));
    one("#action-show", dialog).addEventListener("click", () => (dialog.close(), actions.show("actions")));
    one("#action-ask", dialog).addEventListener("click", () => this.#ask());
    document.addEventListener("to-action", ({ detail }) => this.open(detail.theme, detail.what));
    closesOutside(dialog);
  }

  get #all() {
    return this.board.state.actions ?? [];
  }

  /** `theme`: the one that a new action comes from; `what`: its first words. Without both the list alone. */
  open(theme = null, what = "") {
    if (theme || what) this.form.open(null, theme ? [{ id: theme.id, label: theme.label || word("unlabelled") }] : [], what);
    this.draw();
    if (!this.dialog.open) this.dialog.showModal();
    if (theme || what) this.form.focus();
  }

  draw() {
    const rows = this.#all;
    setText(one("#actions-count", this.dialog), rows.length ? word("action_n", { n: rows.length }) : "");
    one("#action-none", this.dialog).hidden = rows.length > 0;
    for (const name of ["#action-show", "#action-ask"]) one(name, this.dialog).disabled = rows.length === 0;
    one("#action-ask", this.dialog).hidden = Boolean(this.board.state.workshop.ended);
    const issues = this.board.state.focus ?? [];
    this.form.offerFocus(issues);
    fill(this.dialog, { issues: issues.length > 0 });
    const names = this.board.state.groups.map(({ name }) => name);
    if (one("#action-groups", this.dialog).childElementCount !== names.length) {
      one("#action-groups", this.dialog).replaceChildren(...names.map((name) => new Option(name)));
    }
    list(this.rows, rows, {
      key: ({ id }) => id,
      make: () => fragment("action-template"),
      update: (element, action) => this.#row(element, action, rows),
    });
    const edited = rows.find(({ id }) => id === this.form.id);
    if (this.form.id !== null && edited?.version !== this.form.body.was) this.form.refuse({ message: word("action_stale") });
  }

  #row(element, action, rows) {
    const title = action.what;
    const day = action.due ? word("action_by", { day: spoken(action.due) }) : "";
    const issue = this.board.state.focus?.find(({ key }) => key === action.focus);
    const from = action.themes.map(({ label }) => word("action_from", { label }));
    fill(element, {
      number: `${rows.indexOf(action) + 1}.`,
      what: title,
      status: action.status === "waiting" ? "" : word(`action_${action.status}`),
      about: [action.unit || word("action_nobody"), day, issue ? word("action_focus", { name: issue.name }) : "", ...from].filter(Boolean).join(" · "),
      measure: action.measure,
      first: action === rows[0],
      last: action === rows[rows.length - 1],
      ...Object.fromEntries(["up", "down", "edit", "remove"].map((name) => [name, word(`action_${name}`, { title })])),
    });
  }

  #act(button) {
    const id = Number(button?.closest("[data-key]").dataset.key);
    const verb = button?.dataset.action;
    if (verb === "edit") {
      this.form.open(this.#all.find((action) => action.id === id));
      this.form.focus();
    }
    if (verb === "up" || verb === "down") this.actions.plain.send(`actions/${id}/step`, { by: verb === "up" ? -1 : 1 });
    if (verb === "remove") this.#tell(this.actions.plain.send(`actions/${id}/remove`), "action_removed");
  }

  async #save() {
    try {
      await this.send("actions", this.form.body);
      this.form.open(null);
      this.actions.notify(word("action_saved"), "", this.actions.undo);
    } catch (refusal) {
      this.form.refuse(refusal);
    }
  }

  async #ask() {
    if (await this.actions.plain.send("actions/ask")) {
      this.dialog.close();
      this.actions.notify(word("action_asked"));
    }
  }

  async #tell(sent, done) {
    if (await sent) this.actions.notify(word(done), "", this.actions.undo);
  }
}
