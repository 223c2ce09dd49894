/** Dots to share out: how many this phone has left, and what it gives each option. */
import { fill, one, word } from "../../lib/dom.js";
import { about, ofVoting, waits } from "./taps.js";

const subject = (voting, ballot, theme) => about("vote", voting, ballot, theme);

export class Dots {
  constructor(tap) {
    this.tap = tap;
    this.template = "voting-option";
  }

  take({ voting, my_votes: told, ballot }, over) {
    const { id, options, dots } = voting;
    Object.assign(this, { voting, ballot, waiting: options.some(({ theme_id: theme }) => waits(over, subject(id, ballot, theme))) });
    this.mine = new Map(options.map(({ theme_id: theme }) => {
      const newer = over.get(subject(id, ballot, theme));
      return [String(theme), newer ? newer.body.dots : (told || {})[theme] || 0];
    }));
    this.left = Math.max(0, dots - Array.from(this.mine.values()).reduce((sum, given) => sum + given, 0));
    this.spots = "●".repeat(dots - this.left) + "○".repeat(this.left);
  }

  told() {
    return word(this.left ? "dots_left" : "dots_none", { left: this.left, dots: this.voting.dots });
  }

  rows() {
    return this.voting.options;
  }

  click(button, theme) {
    const { step } = button.dataset;
    if (!step) return false;
    const given = this.mine.get(theme) || 0;
    const by = Number(step);
    const { id } = this.voting;
    const { ballot } = this;
    if (given + by < 0 || (by > 0 && this.left < by)) return true;
    this.mine.set(theme, given + by);
    this.left -= by;
    this.tap("vote", subject(id, ballot, theme), { ...ofVoting(id, ballot), theme_id: theme, dots: given + by });
    return true;
  }

  draw(el, { theme_id: theme }, label, open) {
    const given = this.mine.get(theme);
    fill(el, {
      open,
      given,
      more: word("dots_more", { label }),
      less: word("dots_less", { label }),
      full: String(this.left === 0),
      bare: String(given === 0),
      some: open && given > 0,
    });
    one(".voting-own", el).hidden = open || !given;
  }

  own(theme) {
    const given = this.mine.get(theme);
    return given ? word("dots_mine", { count: given }) : "";
  }
}
