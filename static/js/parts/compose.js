/** The text field of the open phase: category, length, draft, send. */
import { all, fill, fragment, list, one, setText, word } from "../lib/dom.js";
import { composing } from "../lib/composing.js";
import { uuid7 } from "../lib/ids.js";
import { DraftStore } from "./draft_store.js";
import { identityWords } from "./identity.js";
import { Leaving } from "./leaving.js";
import { showLength } from "./length.js";
import { bodyOf } from "./note_body.js";
import { showHelp } from "./phase_help.js";
import { veiled } from "./unrevealed.js";

const form = one("#compose");
const text = one("#text");
const send = one("#send");
const name = one("#sign-name");
const about = one("#compose-about");

/**
 * compose = new Compose({code, limit, onSend({phase_id, category, text}) → promise, why() → a sentence where that takes its time,
 * onTyped}) ; show(phase, state) for what is open. Until the promise resolves, no store has the text: field and draft keep it.
 */
export class Compose {
  constructor({ code, limit, onSend, why, onTyped }) {
    Object.assign(this, { limit, onSend, why, onTyped, phase: null, stay: false, drafts: new DraftStore(code, uuid7()) });
    Object.assign(this, { line: "", hint: "", leaving: new Leaving(() => this.lock()), kinds: [], card: "" });
    form.addEventListener("submit", (event) => this.submit(event));
    text.addEventListener("input", () => this.keep());
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !composing(event) && (event.ctrlKey || event.metaKey)) this.submit(event);
    });
    form.addEventListener("change", (event) => event.target.name === "category" && this.keep());
    document.addEventListener("laena-write-about", ({ detail }) => this.writeAbout(detail));
    one("button", about).addEventListener("click", () => this.writeAbout({ card: "", words: "" }));
    // A tap on Send must not take the focus: the keyboard would close between two notes of a table.
    send.addEventListener("pointerdown", (event) => this.stay && event.preventDefault());
  }

  /** me: what this phone has joined as; people: group id → how many others are in it */
  show(phase, { position, total, categories, me, people = {} }) {
    form.hidden = !phase;
    const other = !this.phase || !phase || this.phase.id !== phase.id;
    this.phase = phase;
    if (!phase) return;
    setText(one("#phase-title"), word("phase_of", { position, total, title: phase.title }));
    setText(one("#phase-question"), phase.question || phase.title);
    showHelp(phase.help, other);
    setText(one("#identity-line span"), identityWords(phase, people[me.group_id] || 0));
    one("#sign").hidden = phase.identity !== "signed";
    if (other && !name.value) name.value = me.name || "";
    const kinds = categories.filter((category) => phase.categories.includes(category.key));
    this.kinds = kinds;
    one("#kinds").hidden = kinds.length < 2;
    list(one("#kind-chips"), kinds, { key: (kind) => kind.key, make: () => fragment("kind"), update: fill });
    if (!other) return void this.weigh();
    this.card = "";
    about.hidden = true;
    this.restore();
  }

  /** How many more this device may send in the phase; rows: its own notes with those that wait. A scribe may any number. */
  left(rows) {
    const line = one("#left");
    const { id = null, most = 0 } = this.phase || {};
    line.hidden = !most || this.stay;
    const left = most - rows.filter((row) => row.phase_id === id && row.state !== "refused").length;
    if (!line.hidden) setText(line, left > 0 ? word("left_n", { left, most }) : word("left_none", { most }));
  }

  /** What is written next is about this card of another part of the page; without one, about nothing. */
  writeAbout({ card, words }) {
    this.card = card;
    setText(one("span", about), words);
    about.hidden = !card;
    text.focus();
  }

  restore() {
    const draft = this.drafts.of(this.phase.id);
    text.value = draft.text;
    for (const radio of all('[name="category"]', form)) radio.checked = radio.value === draft.category;
    this.lock("");
    this.weigh();
  }

  category() {
    const radio = one('[name="category"]:checked', form);
    if (this.phase.categories.length > 1) return radio ? radio.value : "";
    return this.phase.categories[0] || "";
  }

  /** What has to be done before this can be sent: the key of a sentence, or null. */
  missing(verdict) {
    if (verdict === "blank") return "write_first";
    if (this.phase.identity === "signed" && !name.value.trim()) return "name_first";
    return this.phase.categories.length > 1 && !this.category() ? "choose_kind" : null;
  }

  /** What is typed, and what its writer was told. */
  draft() {
    const { identity } = this.phase;
    return { text: text.value, category: this.category(), identity, alone: veiled(this.phase), card: this.card };
  }

  keep() {
    this.lock("");
    this.drafts.put(this.phase.id, this.draft());
    this.weigh();
    this.onTyped();
  }

  /** Is something typed for the open phase? */
  typed() {
    return !!this.phase && !!text.value.trim();
  }

  /** Half-typed texts, of any phase. */
  texts() {
    return this.drafts.texts();
  }

  /** Half-typed texts of other phases and tabs: [[key, draft]] */
  others() {
    return this.drafts.others(this.phase ? this.phase.id : "");
  }

  /** Add a text of another phase. What it is here has to be chosen anew. */
  append(more) {
    text.value = text.value.trim() ? `${text.value}\n${more}` : more;
    for (const radio of all('[name="category"]', form)) radio.checked = false;
    this.keep();
    text.focus();
  }

  weigh() {
    this.verdict = showLength(text, one("#count"), this.limit);
    // Still to be pressed, so that it can say what is missing.
    send.classList.toggle("is-off", this.verdict !== "fits");
    return this.verdict;
  }

  submit(event) {
    event.preventDefault();
    const verdict = this.weigh();
    const missing = this.missing(verdict);
    if (missing) this.ask(word(missing));
    if (missing || verdict === "over") {
      ({ choose_kind: one('[name="category"]', form), name_first: name }[missing] || text).focus();
      return;
    }
    this.keep();
    this.leave(bodyOf(this.phase, this.draft()), text.value);
    if (this.stay) text.focus();
    else text.blur();
  }

  leave(body, typed) {
    const send = async () => {
      await this.onSend(body);
      this.taken(body.phase_id, typed);
    };
    return this.leaving.go(body.phase_id, typed, send).catch((trouble) => {
      this.ask(this.why());
      throw trouble;
    });
  }

  /** Nothing is typed over a text that takes its time to leave; what is typed for another phase is another text. */
  lock(hint = text.readOnly ? "" : this.hint) {
    text.readOnly = !!this.phase && this.leaving.slow(this.phase.id);
    this.ask(text.readOnly ? this.why() : hint);
  }

  /** A store has the text: field and draft are emptied, unless more was typed meanwhile. */
  taken(id, typed) {
    const here = this.phase && this.phase.id === id;
    if (here && text.value !== typed) return;
    if (here) text.value = "";
    if (here && this.card) {
      this.card = "";
      about.hidden = true;
    }
    this.drafts.sent(id, typed);
    if (this.phase) this.weigh();
    this.onTyped();
  }

  /** What the foot says of the notes; a hint about what is missing goes first. */
  say(line) {
    this.line = line;
    setText(one("#send-state"), this.hint || line);
  }

  ask(hint) {
    this.hint = hint;
    this.say(this.line);
  }
}
