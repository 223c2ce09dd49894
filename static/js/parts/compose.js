/** The text field of the open phase: category, length, draft, send. */
import { all, fill, fragment, list, one, setText, word } from "../lib/dom.js";
import { showLength } from "./length.js";
import { recall, remember } from "./memory.js";

const form = one("#compose");
const text = one("#text");
const send = one("#send");

/** compose = new Compose({code, limit, onSend({phase_id, category, text})}) ; show(phase, state) for what is open */
export class Compose {
  constructor({ code, limit, onSend }) {
    Object.assign(this, { limit, onSend, phase: null, stay: false, store: `draft.${code}` });
    this.drafts = recall(this.store, {});
    form.addEventListener("submit", (event) => this.submit(event));
    text.addEventListener("input", () => this.keep());
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.submit(event);
    });
    form.addEventListener("change", (event) => event.target.name === "category" && this.keep());
    // A tap on Send must not take the focus: the keyboard would close between two notes of a table.
    send.addEventListener("pointerdown", (event) => this.stay && event.preventDefault());
  }

  show(phase, { position, total, categories }) {
    form.hidden = !phase;
    const other = !this.phase || !phase || this.phase.id !== phase.id;
    this.phase = phase;
    if (!phase) return;
    setText(one("#phase-title"), word("phase_of", { position, total, title: phase.title }));
    setText(one("#phase-question"), phase.question || phase.title);
    const kinds = categories.filter((category) => phase.categories.includes(category.key));
    one("#kinds").hidden = kinds.length < 2;
    list(one("#kind-chips"), kinds, { key: (kind) => kind.key, make: () => fragment("kind"), update: fill });
    if (other) this.restore();
    else this.weigh();
  }

  restore() {
    const draft = this.drafts[this.phase.id] || { text: "", category: "" };
    text.value = draft.text;
    for (const radio of all('[name="category"]', form)) radio.checked = radio.value === draft.category;
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
    return this.phase.categories.length > 1 && !this.category() ? "choose_kind" : null;
  }

  keep() {
    const draft = { text: text.value, category: this.category() };
    this.drafts = { ...this.drafts, [this.phase.id]: draft };
    remember(this.store, this.drafts);
    this.weigh();
  }

  /** Half-typed texts of other phases: [[phase id, draft]] */
  others() {
    const here = this.phase && this.phase.id;
    return Object.entries(this.drafts).filter(([id, draft]) => String(here) !== id && draft.text.trim());
  }

  drop(id) {
    const { [id]: gone, ...rest } = this.drafts;
    this.drafts = rest;
    remember(this.store, rest);
    return gone;
  }

  /** Put a text of another phase here, behind what is already typed. */
  use(id) {
    this.append(this.drop(id).text);
  }

  append(more) {
    text.value = text.value.trim() ? `${text.value}\n${more}` : more;
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
    if (missing) this.say(word(missing));
    if (missing || verdict === "over") {
      (missing === "choose_kind" ? one('[name="category"]', form) : text).focus();
      return;
    }
    this.onSend({ phase_id: this.phase.id, category: this.category(), text: text.value.trim() });
    text.value = "";
    this.keep();
    if (this.stay) text.focus();
    else text.blur();
  }

  say(sentence) {
    setText(one("#send-state"), sentence);
  }
}
