import { one, setText, word } from "../../lib/dom.js";
import { look } from "./ask.js";
import { drawLineErrors } from "./line_errors.js";
import { goToLine, numbered } from "./numbered.js";
import { linesOf } from "./word_file.js";

/** The workshop's own words. What was typed and not saved stays in the dialog until it is. */
export class Glossary {
  #changed = false;

  /** `send(path, body)` answers or throws; `regroup()` opens the dialog for a regrouping. */
  constructor(code, dialog, send, regroup) {
    Object.assign(this, { code, dialog, send, regroup });
    const part = (name) => one(`#glossary-${name}`, dialog);
    this.part = part;
    this.field = part("text");
    this.number = numbered(part("lines"), this.field);
    this.field.addEventListener("input", () => this.#touch());
    one("#glossary-form", dialog).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    part("file").addEventListener("change", () => this.#read());
    part("regroup").addEventListener("click", () => this.#regroup());
    part("errors").addEventListener("click", ({ target }) => target.closest("button") && goToLine(this.field, Number(target.closest("li").dataset.key)));
  }

  open = async () => {
    this.dialog.showModal();
    if (this.#changed) return;
    this.field.disabled = true;
    this.#say(word("loading"));
    try {
      const answer = await look(this.code, "glossary");
      this.field.value = this.was = answer.text;
      setText(this.part("built-in"), answer.built_in);
      this.#say("");
      this.#showErrors(answer.errors);
      this.field.disabled = false;
      this.field.focus();
    } catch (refusal) {
      this.#say(word("load_failed", { why: refusal.message }), "failed");
    }
  };

  #touch() {
    this.#changed = true;
    this.#say(word("unsaved"));
  }

  #say(text, state = "") {
    setText(this.part("state"), text);
    this.part("state").dataset.state = state;
  }

  #showErrors(errors) {
    drawLineErrors(this.part("errors"), this.number, errors);
  }

  /** → whether the words are saved. */
  async #save() {
    if (this.field.disabled) return false;
    const text = this.field.value;
    this.part("save").disabled = true;
    try {
      const { words, errors } = await this.send("glossary", { text, was: this.was });
      this.was = text;
      this.#changed = this.field.value !== text;
      this.#showErrors(errors);
      this.#say(word(errors.length ? "glossary_broken" : "glossary_saved", { n: words, m: errors.length }), errors.length ? "failed" : "done");
      return true;
    } catch (refusal) {
      this.#say(refusal.message, "failed");
      // What another console wrote is said; saved once more, this text takes its place.
      if (refusal.code === "conflict") this.was = (await look(this.code, "glossary").catch(() => ({ text: this.was }))).text;
      return false;
    } finally {
      this.part("save").disabled = false;
    }
  }

  async #regroup() {
    if (this.#changed && !(await this.#save())) return;
    this.dialog.close();
    this.regroup();
  }

  async #read() {
    const [file] = this.part("file").files;
    this.part("file").value = "";
    if (!file || this.field.disabled) return;
    try {
      const lines = await linesOf(file);
      if (!lines.length) return this.#say(word("glossary_file_empty", { name: file.name }), "failed");
      const kept = this.field.value.trimEnd();
      this.field.value = [...(kept ? [kept] : []), ...lines].join("\n");
      this.#touch();
      this.number();
      this.#say(word("glossary_file", { n: lines.length, name: file.name }));
    } catch {
      this.#say(word("glossary_file_failed", { name: file.name }), "failed");
    }
  }
}
