import { all, one, setText, word } from "../../lib/dom.js";
import { closesOutside } from "./dialogs.js";

/** The dialog that asks for a regrouping: where, and how coarse or fine. `ask(category or null, fineness)` sends it. */
export class Regroup {
  constructor(dialog, board, { chosen, ask }) {
    Object.assign(this, { dialog, board, chosen, ask });
    this.form = one("#regroup-form", dialog);
    this.scope = one("#regroup-scope", dialog);
    this.form.addEventListener("change", () => this.#tell());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    closesOutside(dialog);
  }

  open = () => {
    const { workshop, fineness = 0 } = this.board.state;
    const options = [{ key: "", name: word("all_categories") }, ...workshop.categories];
    this.scope.replaceChildren(...options.map(({ key, name }) => new Option(name, key, false, key === this.chosen())));
    const steps = all('[name="fineness"]', this.form);
    const distance = (step) => Math.abs(Number(step.value) - (fineness ?? 0));
    steps.reduce((best, step) => (distance(step) < distance(best) ? step : best)).checked = true;
    this.#refuse("");
    this.#tell();
    this.dialog.showModal();
  };

  #tell = () => setText(one("#fineness-now", this.form), word(`fineness_${this.form.elements.fineness.value}`));

  #refuse(text) {
    const line = one("#regroup-error", this.form);
    setText(line, text);
    line.hidden = !text;
  }

  async #send() {
    const button = one("button", this.form);
    button.disabled = true;
    try {
      await this.ask(this.scope.value || null, Number(this.form.elements.fineness.value));
      this.dialog.close();
    } catch (refusal) {
      this.#refuse(refusal.message);
    } finally {
      button.disabled = false;
    }
  }
}
