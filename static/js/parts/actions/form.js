import { all, fragment, one, setText, word } from "../../lib/dom.js";
import { months, partsOf } from "./day.js";

const FIELDS = ["what", "unit", "measure", "focus", "day", "month", "year"];

/** The fields of one action. What was typed stays where the server refuses it, beside the reason. */
export class ActionForm {
  #action = null;

  constructor(form) {
    this.form = form;
    this.themes = one("#action-themes", form);
    months().forEach((name, index) => form.elements.month.append(new Option(name, String(index + 1))));
  }

  /** Which action is edited, or null. */
  get id() {
    return this.#action?.id ?? null;
  }

  get empty() {
    return FIELDS.every((name) => !this.form.elements[name].value.trim());
  }

  get body() {
    const { elements } = this.form;
    const themes = all("input:checked", this.themes).map(({ value }) => value);
    const typed = Object.fromEntries(FIELDS.map((name) => [name, elements[name].value]));
    return { ...typed, themes, ...(this.#action ? { id: this.#action.id, was: this.#action.version } : {}) };
  }

  /** Fills it with an action, or with nothing but links to `themes`: {id, label}, and the first words of what to do. */
  open(action, themes = [], what = "") {
    this.#action = action;
    const values = action ? { ...action, ...partsOf(action.due) } : { what };
    for (const name of FIELDS) this.form.elements[name].value = values[name] ?? "";
    this.themes.replaceChildren(...(action?.themes ?? themes).map((theme) => this.#link(theme)));
    const title = one("#action-form-title", this.form);
    setText(title, title.dataset[action ? "edit" : "new"]);
    one("#action-cancel", this.form).hidden = !action;
    this.refuse({});
  }

  /** The focus issues that there are; what is chosen stays. Without any there is nothing to choose. */
  offerFocus(issues) {
    const { focus: select } = this.form.elements;
    one("#action-focus", this.form).hidden = !issues.length;
    const offered = JSON.stringify(issues.map(({ key, name }) => [key, name]));
    if (select.laenaOffered === offered) return;
    select.laenaOffered = offered;
    const { value } = select;
    select.replaceChildren(select.options[0], ...issues.map(({ key, name }) => new Option(name, key)));
    select.value = issues.some(({ key }) => key === value) ? value : "";
  }

  /** `errors` by field; `message` where none of them is one of these fields. */
  refuse({ errors = {}, message = "" }) {
    let shown = false;
    for (const line of all("[data-error]", this.form)) {
      const text = line.dataset.error ? errors[line.dataset.error] : shown ? "" : message;
      shown ||= Boolean(text);
      setText(line, text ?? "");
      line.hidden = !text;
    }
  }

  focus() {
    this.form.scrollIntoView({ block: "nearest" });
    this.form.elements.what.focus();
  }

  #link({ id, label }) {
    const choice = fragment("action-theme-template");
    one("input", choice).value = id;
    setText(one("span", choice), word("action_from", { label }));
    return choice;
  }
}
