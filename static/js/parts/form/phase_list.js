import { all, fragment, one, setText, word } from "../../lib/dom.js";
import { say } from "../../lib/toast.js";

/** The phases: add, take out (and back), move up and down with buttons, by keyboard and touch alike. */
export class PhaseList {
  constructor(list, add, changed) {
    Object.assign(this, { list, changed });
    add.hidden = false;
    add.addEventListener("click", () => {
      this.#append({});
      this.#renumber();
      one('[name="phase_title"]', list.lastElementChild).focus();
      changed();
    });
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) this.#do(button, button.closest(".form-phase"));
    });
    this.#renumber();
  }

  /** Puts a template's phases in place of what is there. */
  fill(phases) {
    this.list.replaceChildren();
    for (const phase of phases) this.#append(phase);
    this.#renumber();
  }

  #append({ title = "", question = "", categories = [] }) {
    const element = fragment("phase-template");
    one('[name="phase_title"]', element).value = title;
    one('[name="phase_question"]', element).value = question;
    one('[name="phase_categories"]', element).value = categories.join(", ");
    this.list.append(element);
  }

  #do(button, phase) {
    const { previousElementSibling: before, nextElementSibling: after } = phase;
    if (button.dataset.do === "up" && before) before.before(phase);
    else if (button.dataset.do === "down" && after) after.after(phase);
    else if (button.dataset.do === "remove") this.#remove(phase, after);
    this.#renumber();
    this.changed();
    if (phase.isConnected) (button.disabled ? one("[data-do]:not(:disabled)", phase) : button).focus();
  }

  #remove(phase, after) {
    const title = one('[name="phase_title"]', phase).value || one(".form-phase-number", phase).textContent;
    phase.remove();
    (after ?? this.list.lastElementChild)?.querySelector("[data-do]:not(:disabled)")?.focus();
    say(word("removed", { title }), {
      action: word("put_back"),
      ms: 12000,
      onAction: () => {
        this.list.insertBefore(phase, after?.isConnected ? after : null);
        this.#renumber();
        this.changed();
      },
    });
  }

  #renumber() {
    const phases = all(".form-phase", this.list);
    phases.forEach((phase, place) => {
      setText(one(".form-phase-number", phase), word("phase_n", { n: place + 1 }));
      one(".form-phase-tools", phase).hidden = false;
      one('[data-do="up"]', phase).disabled = place === 0;
      one('[data-do="down"]', phase).disabled = place === phases.length - 1;
      one('[data-do="remove"]', phase).disabled = phases.length === 1;
    });
  }
}
