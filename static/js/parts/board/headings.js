import { one, setText, word } from "../../lib/dom.js";
import { look } from "./ask.js";
import { drawLineErrors } from "./line_errors.js";
import { goToLine, numbered } from "./numbered.js";
import { linesOf } from "./word_file.js";

/** Own headings of a category, a line each. What was typed and not saved stays until it is, or another category is chosen. */
export class HeadingsDialog {
  #was = null;
  #shown = false;
  #former = [];

  /** `send(path, body)` answers or throws; `chosen()` is the category that the console shows. */
  constructor(code, dialog, board, send, chosen) {
    Object.assign(this, { code, dialog, board, send, chosen });
    this.part = (name) => one(`#headings-${name}`, dialog);
    this.field = this.part("text");
    this.number = numbered(this.part("lines"), this.field);
    for (const field of [this.field, this.part("shown")]) field.addEventListener("input", () => this.#say(word("unsaved")));
    one("form[id]", dialog).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    this.part("category").addEventListener("change", () => this.#load());
    this.part("file").addEventListener("change", () => this.#read());
    this.part("former").addEventListener("change", () => this.#copy());
    this.part("errors").addEventListener("click", ({ target }) => target.closest("button") && goToLine(this.field, Number(target.closest("li").dataset.key)));
  }

  open = () => {
    const { categories } = this.board.state.workshop;
    const select = this.part("category");
    const unsaved = this.#was !== null && (this.field.value !== this.#was || this.part("shown").checked !== this.#shown);
    const wanted = unsaved ? select.value : this.chosen() || select.value || categories[0]?.key;
    select.replaceChildren(...categories.map(({ key, name }) => new Option(name, key, false, key === wanted)));
    this.dialog.showModal();
    if (!unsaved) this.#load();
  };

  #say(text, state = "") {
    setText(this.part("state"), text);
    this.part("state").dataset.state = state;
  }

  async #load() {
    this.#was = null;
    this.field.disabled = true;
    this.#say(word("loading"));
    drawLineErrors(this.part("errors"), this.number, []);
    try {
      const { text, shown, former } = await look(this.code, `headings/${this.part("category").value}`);
      this.field.value = this.#was = text;
      this.part("shown").checked = this.#shown = shown;
      this.#former = former;
      const names = former.map(({ code, title, date_text: when }) => new Option([title, when].filter(Boolean).join(" · "), code));
      this.part("former").replaceChildren(new Option(word("headings_former"), ""), ...names);
      this.part("former").disabled = former.length === 0;
      this.#say(former.length ? "" : word("headings_no_former"));
      this.field.disabled = false;
      this.number();
      this.field.focus();
    } catch (refusal) {
      this.#say(word("load_failed", { why: refusal.message }), "failed");
    }
  }

  async #save() {
    if (this.field.disabled) return;
    const [text, shown, category] = [this.field.value, this.part("shown").checked, this.part("category").value];
    this.part("save").disabled = true;
    try {
      const { answer } = await this.send(`headings/${category}`, { text, was: this.#was, shown });
      await this.#load();
      this.#say(word(answer ? "headings_saved" : "headings_none", { n: answer }), "done");
    } catch ({ message, errors = {} }) {
      const lines = Object.entries(errors).filter(([name]) => name.startsWith("line"));
      drawLineErrors(this.part("errors"), this.number, lines.map(([name, why]) => ({ line: Number(name.slice(4)), message: why })));
      this.#say(errors.text ?? message, "failed");
    } finally {
      this.part("save").disabled = false;
    }
  }

  #copy() {
    const former = this.#former.find(({ code }) => code === this.part("former").value);
    this.part("former").value = "";
    if (former) this.#add(former.text.split("\n"), word("headings_copied", { name: former.title }));
  }

  async #read() {
    const [file] = this.part("file").files;
    this.part("file").value = "";
    if (!file || this.field.disabled) return;
    try {
      const lines = (await linesOf(file)).map((line) => line.replace(" = ", ": "));
      if (lines.length) this.#add(lines, word("glossary_file", { n: lines.length, name: file.name }));
      else this.#say(word("headings_file_empty", { name: file.name }), "failed");
    } catch {
      this.#say(word("glossary_file_failed", { name: file.name }), "failed");
    }
  }

  /** Lines whose name is there already are left out. */
  #add(lines, done) {
    const name = (line) => line.split(/[:：=]/)[0].trim();
    const kept = this.field.value.trimEnd();
    const there = new Set(kept.split("\n").map(name));
    this.field.value = [...(kept ? [kept] : []), ...lines.filter((line) => !there.has(name(line)))].join("\n");
    this.number();
    this.#say(done);
  }
}
