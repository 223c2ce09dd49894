/** The comments on one note or theme: how many, their list, and the field for one's own. Its draft outlives the page. */
import { all, fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { uuid7 } from "../../lib/ids.js";
import { UNDO_MS } from "../../lib/outbox.js";
import { say } from "../../lib/toast.js";
import { showLength } from "../length.js";
import { forget, recall, remember } from "../memory.js";

let boxes = 0;

export class CommentBox {
  /** `part` is the fragment; `owner` as in phone.js */
  constructor(part, owner) {
    Object.assign(this, { part, owner, about: null, phase: null, editing: null, leaving: null });
    Object.assign(this, { form: one("form", part), field: one("textarea", part) });
    boxes += 1;
    this.field.id = `comment-${boxes}`;
    one("label", part).htmlFor = this.field.id;
    this.field.addEventListener("input", () => this.typed());
    this.form.addEventListener("submit", (event) => (event.preventDefault(), this.send()));
    one('[data-do="cancel"]', this.form).addEventListener("click", () => this.edit(null));
    part.addEventListener("click", ({ target }) => {
      const button = target.closest(".comment [data-do]");
      if (button) this[button.dataset.do](button.closest(".comment").row);
    });
  }

  show(about, rows, phase) {
    const first = !this.about;
    Object.assign(this, { about, phase });
    const name = this.editing && this.owner.names.get(this.editing.id);
    if (name) this.editing = { ...this.editing, id: name };
    if (first) this.field.value = recall(this.draft, "");
    if (first && this.field.value) this.part.open = true;
    setText(one("summary > span", this.part), word(rows.length ? "comments_n" : "comments_none", { count: rows.length }));
    one(".comments-empty", this.part).hidden = rows.length > 0;
    this.form.hidden = !phase;
    this.part.hidden = !phase && !rows.length;
    const refused = rows.some(({ state }) => state === "refused");
    if (refused && !this.refused) this.part.open = true; // the foot points to it
    this.refused = refused;
    setText(one(".comment-names", this.form), word(this.owner.knowsGroup(about) ? "comment_of_group" : "comment_nameless"));
    list(one(".comment-list", this.part), rows, {
      key: (row) => row.id,
      make: () => fragment("comment"),
      update: (el, row) => this.fill(el, row),
    });
    if (this.editing && !rows.some(({ id }) => id === this.editing.id)) this.edit(null);
  }

  fill(el, row) {
    el.row = row;
    const refused = row.state === "refused";
    const phase = this.owner.phases.find(({ id }) => id === row.phase_id);
    const open = row.own && !!phase && phase.state === "open";
    fill(el, {
      text: row.text,
      staff: row.staff,
      mine: row.own,
      edited: row.edited && !refused,
      told: row.own && row.state === "saved" ? standing(row) : "",
      pending: row.state === "waiting" || row.state === "sending",
      why: refused && row.why ? row.why.message : "",
      can_change: open || (refused && row.kind !== "delete_comment"),
      can_take: row.own && !refused,
      refused,
      can_resend: refused && !(row.why && row.why.code === "note_withdrawn"),
    });
  }

  get draft() {
    return `comment.${this.owner.code}.${this.about.note_id || this.about.theme_id}`;
  }

  typed() {
    const fits = showLength(this.field, one(".compose-count", this.form), this.owner.limit);
    if (!this.editing && this.field.value) remember(this.draft, this.field.value);
    else if (!this.editing) forget(this.draft);
    this.complain("");
    this.owner.onTyped();
    return fits;
  }

  async send() {
    const fits = this.typed();
    if (fits === "blank") this.complain(word("comment_first"));
    if (fits !== "fits") return this.field.focus();
    const typed = this.field.value;
    if (typed === this.leaving) return null; // Send was pressed twice
    this.leaving = typed;
    try {
      await this.leave(typed);
    } finally {
      this.leaving = null;
    }
    return null;
  }

  /** The field is emptied once a store has the words, unless more was typed meanwhile. */
  async leave(typed) {
    const text = typed.trim();
    const { note_id, theme_id } = this.about;
    const { outbox } = this.owner;
    const on = note_id ? { note_id } : { theme_id };
    if (this.editing) await outbox.edit(this.editing.id, { text, ...this.run(this.editing) }, "edit_comment");
    else await outbox.add(uuid7(), { phase_id: this.phase.id, run: this.phase.run, ...on, text }, "comment");
    if (this.field.value !== typed) return;
    if (!this.editing) forget(this.draft);
    this.edit(null, "");
  }

  /** Which opening of its phase this is: what is changed now is accepted for a while after its end. */
  run(row) {
    const phase = this.owner.phases.find(({ id, state }) => id === row.phase_id && state === "open");
    return phase ? { run: phase.run } : {};
  }

  /** Puts a comment's words into the field, to be changed; null: the field is for a new one again. */
  edit(row, text = row ? row.text : recall(this.draft, "")) {
    this.editing = row;
    this.field.value = text;
    one('[data-do="cancel"]', this.form).hidden = !row;
    setText(one('[type="submit"] > span', this.form), word(row ? "comment_save" : "comment_send"));
    this.typed();
    if (row) this.field.focus();
  }

  async take(row) {
    const until = Date.now() + UNDO_MS;
    await this.owner.outbox.remove(row.id, "delete_comment");
    const back = () => this.owner.outbox.keep(row.id);
    say(word("comment_deleted"), { action: word("undo"), onAction: back, ms: Math.min(UNDO_MS, until - Date.now()) - 300 });
  }

  resend(row) {
    this.owner.outbox.resend(row.key);
  }

  drop(row) {
    this.owner.outbox.forget(row.key);
  }

  complain(text) {
    const line = one(".comment-trouble", this.form);
    line.hidden = !text;
    setText(line, text);
    for (const field of all("textarea", this.form)) field.setAttribute("aria-invalid", String(!!text));
  }
}

/** What the facilitator has to do with one's own: it waits for approval, or was hidden, and why. */
function standing({ unchecked, hidden }) {
  if (unchecked) return word("state_unchecked");
  if (typeof hidden !== "string") return "";
  return [word("hidden"), hidden && word(`hidden_${hidden}`)].filter(Boolean).join(" ");
}
