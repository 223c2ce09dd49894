/** A part of the page without which it cannot do its work: asked for until it is there. */
import { one, setText, word } from "../lib/dom.js";
import { late, laterStyles, persist } from "../lib/load.js";

/**
 * coming = new Coming(name); come(given) loads what the script of this name gives, and calls it with `given`. `there`
 * resolves to what it returned, `now` is that or null. While it does not come #not-starting says so (phone.css).
 */
export class Coming {
  constructor(name) {
    Object.assign(this, { name, now: null });
    this.there = new Promise((arrived) => (this.arrived = arrived));
  }

  async come(given) {
    setText(one("#not-starting strong"), word("unfinished"));
    const [begin] = await Promise.all([persist(() => late(this.name)), laterStyles()]);
    this.now = begin(given);
    one("#not-starting").hidden = true;
    this.arrived(this.now);
  }
}
