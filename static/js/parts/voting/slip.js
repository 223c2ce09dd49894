/** Where a vote asks for a slip: its code, typed or brought by the link of its QR. A link fills it in; a person uses it. */
import { ask } from "../../lib/ask.js";
import { data, one, setText, word } from "../../lib/dom.js";
import { dropScanned, scanned } from "../../lib/scanned.js";
import { device } from "../memory.js";
import { ofVoting } from "./taps.js";

export class SlipForm {
  /** redraw() draws the card once the slip is used */
  constructor(card, redraw) {
    Object.assign(this, { redraw, form: one(".voting-slip", card), field: one("#slip-code", card), used: { voting: null, ballot: -1 } });
    Object.assign(this, { voting: null, ballot: -1, adding: false });
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

  /**
   * Whether this phone has to use a slip now: its own, or one more for the next person without a phone.
   * `used`: the vote in which the server knows that it has; `ballot`: the newest one that it knows of.
   */
  asks({ id, slips }, used, ballot, scribe) {
    if (this.voting !== id) {
      this.adding = false;
      this.complain(""); // it was of another vote
    }
    this.voting = id;
    if (slips === null) {
      this.ballot = 0;
      return false;
    }
    this.ballot = Math.max(used === id ? ballot : -1, this.used.voting === id ? this.used.ballot : -1);
    return this.ballot < 0 || (scribe && (this.adding || !!scanned()));
  }

  /** Asks for the slip of the next person, or no longer. */
  add(on) {
    this.adding = on;
    if (!on) dropScanned();
    this.complain("");
    this.redraw();
    if (on) this.field.focus();
  }

  async use() {
    const slip = this.field.value.trim();
    const { voting } = this;
    const ballot = this.ballot + 1;
    if (!slip) return this.field.focus();
    const button = one("button", this.form);
    button.disabled = true;
    try {
      const { code } = data("page");
      const { body } = await ask("POST", `/api/w/${code}/slip`, device(code), { ...ofVoting(voting, ballot), slip });
      this.complain(body.ok ? "" : body.message);
      if (body.ok) this.done(voting, ballot);
    } catch (trouble) {
      this.complain(word("slip_offline"));
    } finally {
      button.disabled = false;
    }
    return null;
  }

  done(voting, ballot) {
    Object.assign(this, { used: { voting, ballot }, adding: false });
    this.field.value = "";
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
