import { all, fill, fragment, one, setText, word } from "../../lib/dom.js";
import { look } from "./ask.js";

/** The focus issues: names, telling words, remove, add. What was typed and not saved stays in the dialog. */
export class FocusDialog {
  #changed = false;

  /** `send(path, body)` answers or throws; `notify(text)` tells. */
  constructor(code, dialog, board, send, notify) {
    Object.assign(this, { code, dialog, board, send, notify });
    this.rows = one("#focus-rows", dialog);
    one("#focus-add", dialog).addEventListener("click", () => {
      one("input", this.#add({})).focus();
      this.#touch();
    });
    this.rows.addEventListener("input", () => this.#touch());
    this.rows.addEventListener("click", ({ target }) => target.closest("[data-focus]") && this.#remove(target.closest("li")));
    one("#focus-form", dialog).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
  }

  open = async () => {
    this.dialog.showModal();
    if (this.#changed) return;
    this.rows.replaceChildren();
    this.#lock(true);
    this.#say(word("loading"));
    try {
      const { issues } = await look(this.code, "focus");
      this.#fill(issues);
      this.#lock(false);
    } catch (refusal) {
      this.#say(word("load_failed", { why: refusal.message }), "failed");
    }
  };

  #fill(issues) {
    this.rows.replaceChildren();
    for (const issue of issues) this.#add(issue);
    this.was = issues.map(({ key, name, words }) => ({ key, name, words }));
    this.#changed = false;
    this.#say("");
    this.#empty();
  }

  #add({ key = "", name = "", words = "" }) {
    const row = this.rows.appendChild(fragment("focus-template"));
    const count = this.board.state.focus?.find((issue) => issue.key === key)?.count;
    row.laenaKey = key;
    one('[name="name"]', row).value = name;
    one('[name="words"]', row).value = words;
    fill(row, { count: count === undefined ? "" : word("notes_n", { n: count }), remove: word("focus_remove", { name }) });
    this.#empty();
    return row;
  }

  #remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    this.#touch();
    this.#empty();
    one("input", next ?? this.dialog)?.focus();
  }

  #empty = () => (one("#focus-none", this.dialog).hidden = this.rows.childElementCount > 0);

  #lock = (on) => (one("#focus-save", this.dialog).disabled = one("#focus-add", this.dialog).disabled = on);

  #touch() {
    this.#changed = true;
    this.#say(word("unsaved"));
  }

  #say(text, state = "") {
    setText(one("#focus-state", this.dialog), text);
    one("#focus-state", this.dialog).dataset.state = state;
  }

  async #save() {
    const value = (row, name) => one(`[name="${name}"]`, row).value.trim();
    const rows = all("li", this.rows).filter((row) => value(row, "name") || value(row, "words"));
    const unnamed = rows.findIndex((row) => !value(row, "name"));
    if (unnamed >= 0) {
      one("input", rows[unnamed]).focus();
      return this.#say(word("focus_unnamed", { n: unnamed + 1 }), "failed");
    }
    this.#lock(true);
    try {
      const issues = rows.map((row) => ({ key: row.laenaKey, name: value(row, "name"), words: value(row, "words") }));
      this.#fill((await this.send("focus", { issues, was: this.was })).issues ?? issues);
      this.dialog.close();
      this.notify(word("focus_saved"));
    } catch (refusal) {
      this.#say(refusal.message, "failed");
      // What another console saved is said; saved once more, these take their place.
      if (refusal.code === "conflict") this.was = (await look(this.code, "focus").catch(() => ({ issues: this.was }))).issues;
    } finally {
      this.#lock(false);
    }
    return null;
  }
}
