/** A part of the page without which it cannot do its work: asked for until it is there. */
import { one, setText, word } from "../lib/dom.js";
import { backOff } from "../lib/backoff.js";
import { late, laterStyles } from "../lib/load.js";

/**
 * coming = new Coming(name); come(given) loads what the script of this name gives, and calls it with `given`. `there`
 * resolves to what it returned, `now` is that or null. While it does not come #not-starting says so (phone.css).
 */
export class Coming {
  constructor(name) {
    Object.assign(this, { name, now: null, tries: 0, timer: null });
    this.there = new Promise((arrived) => (this.arrived = arrived));
  }

  come(given) {
    setText(one("#not-starting strong"), word("unfinished"));
    window.addEventListener("online", () => this.timer && this.load(given));
    this.load(given);
  }

  load(given) {
    clearTimeout(this.timer);
    this.timer = null;
    const loaded = Promise.all([late(this.name, this.tries), laterStyles()]);
    return loaded.then(([begin]) => this.begin(begin, given), () => {
      this.tries += 1;
      this.timer = setTimeout(() => this.load(given), backOff(this.tries));
    });
  }

  begin(begin, given) {
    this.now = begin(given);
    one("#not-starting").hidden = true;
    this.arrived(this.now);
  }
}
