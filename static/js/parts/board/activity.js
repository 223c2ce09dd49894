import { all, fill, one, setText, word } from "../../lib/dom.js";
import { figure } from "./figure.js";

/** What can be opened, in the order of the tabs; each module of the page (parts/NAME/board.js) offers its own. */
export const offered = [];
export const offer = (kind) => offered.push(kind);

/**
 * Something that the facilitator opens for the whole room, closes, and takes off the screens again.
 *   kind: {name, count(item), people(item) → {words, all} or null, title(item), body(form), prepare(form, board),
 *          bars(root, item, board, this), done(body, form) → the word that tells of it, where it is another}
 *   send(path, body) answers or throws; notify(text, kind) tells
 */
export class Activity {
  constructor(root, kind, board, send, notify) {
    Object.assign(this, { root, kind, board, send, notify, form: one("form", root) });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#open();
    });
    for (const button of all("[data-activity]", root)) button.addEventListener("click", () => this.end(button.dataset.activity));
  }

  get item() {
    return this.board.state[this.kind.name] ?? null;
  }

  /** Whose words are said of it. */
  get saying() {
    return this.kind.saying?.(this.item) ?? this.kind.name;
  }

  get title() {
    return this.kind.title(this.item) || word(`${this.kind.name}_title`);
  }

  /** How many of those who joined have taken part, or of whatever else the kind counts in. */
  get people() {
    const joined = this.board.state.groups.reduce((sum, group) => sum + (group.participants ?? 0), 0);
    const { words, all } = this.kind.people?.(this.item) ?? { words: `${this.saying}_people`, all: joined };
    return word(words, { n: figure(this.kind.count(this.item)), all: figure(all) });
  }

  draw() {
    const { item, root } = this;
    const open = item?.state === "open";
    if (!open) this.kind.prepare(this.form, this.board);
    fill(root, { now: item !== null, open });
    if (!item) return;
    fill(root, { state: word(open ? "activity_open" : "activity_closed"), people: this.people, title: this.title });
    this.kind.bars(root, item, this.board, this);
  }

  /** verb: "close" or "clear" */
  async end(verb) {
    const { saying } = this;
    try {
      await this.send(`${this.kind.name}/${verb}`, {});
      this.notify(word(`${saying}_${verb === "close" ? "closed" : "cleared"}`));
    } catch (refusal) {
      this.notify(refusal.message, "error");
    }
  }

  async #open() {
    const button = one("button", this.form);
    this.#refuse("");
    button.disabled = true;
    try {
      const body = this.kind.body(this.form);
      await this.send(this.kind.name, body);
      this.form.reset();
      this.notify(word(this.kind.done?.(body, this.form) ?? `${this.kind.name}_opened`));
    } catch (refusal) {
      this.#refuse(refusal.message);
    } finally {
      button.disabled = false;
    }
  }

  #refuse(text) {
    const line = one(".field-error", this.form);
    setText(line, text);
    line.hidden = !text;
  }
}

/** Bars as long as their share of the longest. */
export function bar(element, count, most) {
  one(".meter-fill", element).style.width = `${(100 * count) / Math.max(1, most)}%`;
}
