/** Values from 1 to 5: radio buttons, a row of them for each scale of the voting. */
import { all, fill, fragment, one, word } from "../../lib/dom.js";
import { about, ofVoting, waits } from "./taps.js";

const subject = (voting, ballot, theme) => about("rate", voting, ballot, theme);

export class Rating {
  constructor(tap) {
    this.tap = tap;
    this.template = "rating-option";
    this.spots = "";
  }

  take({ voting, my_votes: told, ballot }, over) {
    const { id, options, scales } = voting;
    Object.assign(this, { voting, ballot, waiting: options.some(({ theme_id: theme }) => waits(over, subject(id, ballot, theme))) });
    this.mine = new Map(options.map(({ theme_id: theme }) => {
      const newer = over.get(subject(id, ballot, theme));
      return [String(theme), (newer ? newer.body.values : (told || {})[theme]) || scales.map(() => 0)];
    }));
  }

  told() {
    const all = this.voting.options.length;
    const values = Array.from(this.mine.values());
    const count = values.filter((its) => its.every(Boolean)).length;
    const half = values.filter((its) => its.some(Boolean)).length - count;
    return [word("rated_of", { count, all }), half ? word("rated_half", { count: half }) : ""].filter(Boolean).join(" · ");
  }

  rows() {
    return this.voting.options;
  }

  click(button, theme) {
    if (button.dataset.clear === undefined) return false;
    this.set(theme, this.voting.scales.map(() => 0));
    return true;
  }

  change(radio, theme) {
    const values = this.mine.get(theme).slice();
    values[Number(radio.dataset.scale)] = Number(radio.value);
    this.set(theme, values);
  }

  set(theme, values) {
    const { ballot, voting: { id } } = this;
    this.mine.set(theme, values);
    this.tap("rating", subject(id, ballot, theme), { ...ofVoting(id, ballot), theme_id: theme, values });
  }

  draw(el, { theme_id: theme }, label) {
    const scales = one(".rating-scales", el);
    if (!scales.children.length) scales.append(...this.voting.scales.map((scale, at) => this.scale(theme, scale, at)));
    const values = this.mine.get(theme);
    for (const radio of all("input", scales)) radio.checked = values[Number(radio.dataset.scale)] === Number(radio.value);
    const some = values.some(Boolean);
    const clear = one("[data-clear]", el);
    if (!some && document.activeElement === clear) one("input", scales).focus();
    fill(el, { some, clear: word("rating_clear", { label }), missing: some && !values.every(Boolean) });
    for (const part of all("[data-option]", scales)) part.textContent = `${label} `;
  }

  scale(theme, scale, at) {
    const made = fragment("rating-scale");
    fill(made, { name: word(`scale_${scale}`), named: this.voting.scales.length > 1 });
    for (const radio of all("input", made)) Object.assign(radio, { name: `rate-${this.voting.id}-${theme}-${at}` }).dataset.scale = at;
    return made;
  }

  own(theme) {
    const values = this.mine.get(theme);
    return values.every(Boolean) ? word("rated_mine", { values: values.join(" · ") }) : "";
  }
}
