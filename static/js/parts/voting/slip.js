/** Where a vote asks for a slip: its code, typed or brought by the link of its QR. A link fills it in; a person uses it. */
import { ask } from "../../lib/deliver.js";
import { data, one, setText, word } from "../../lib/dom.js";
import { dropScanned, scanned } from "../../lib/scanned.js";
import { device } from "../memory.js";

export class SlipForm {
  /** redraw() draws the card once the slip is used */
  constructor(card, redraw) {
    Object.assign(this, { redraw, form: one(".voting-slip", card), field: one("#slip-code", card), used: null });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.use();
    });
    const take = () => {
      this.field.value = scanned() || this.field.value;
    };
    window.addEventListener("hashchange", take);
    take();
  }

  /** Whether this phone still has to use a slip; `used`: the vote in which the server knows that it has. */
  asks({ id, slips }, used) {
    this.voting = id;
    return slips !== null && used !== id && this.used !== id;
  }

  async use() {
    const slip = this.field.value.trim();
    const voting = this.voting;
    if (!slip) return this.field.focus();
    const button = one("button", this.form);
    button.disabled = true;
    try {
      const { code } = data("page");
      const { body } = await ask("POST", `/api/w/${code}/slip`, device(code), { voting_id: voting, slip });
      this.complain(body.ok ? "" : body.message);
      if (body.ok) this.done(voting);
    } catch (trouble) {
      this.complain(word("slip_offline"));
    } finally {
      button.disabled = false;
    }
    return null;
  }

  done(voting) {
    this.used = voting;
    dropScanned();
    this.redraw();
  }

  complain(text) {
    const line = one("#slip-trouble", this.form);
    setText(line, text);
    line.hidden = !text;
    this.field.setAttribute("aria-invalid", String(!!text));
  }
}
