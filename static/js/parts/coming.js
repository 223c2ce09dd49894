/** A part of the page without which it cannot do its work: asked for until it is there. */
import { one, setText, word } from "../lib/dom.js";
import { late, laterStyles } from "../lib/load.js";
import { fleeting } from "./memory.js";

const PATIENCE_MS = 8000; // as in phone.css, where no script runs

/**
 * coming = new Coming(name); come(given) loads what the script of this name gives, and calls it with `given`. `there`
 * resolves to what it returned, `now` is that or null. While it does not come #not-starting says so; `there` rejects where it
 * came, but does not work.
 */
export class Coming {
  constructor(name) {
    Object.assign(this, { name, now: null });
    this.there = new Promise((arrived, broken) => Object.assign(this, { arrived, broken }));
    this.there.catch(() => {}); // told by come() alone
  }

  async come(given) {
    const box = one("#not-starting");
    box.hidden = true;
    box.classList.remove("without-script");
    this.tell();
    const say = () => { box.hidden = false; };
    const slow = setTimeout(say, PATIENCE_MS);
    try {
      const [begin] = await Promise.all([late(this.name), laterStyles()]);
      this.now = begin(given);
      box.hidden = true;
      this.arrived(this.now);
    } catch (trouble) {
      say();
      this.broken(trouble);
      throw trouble; // for whoever looks at the browser's console
    } finally {
      clearTimeout(slow);
    }
  }

  /** Why nothing can be sent: where nothing is stored, a reload loses what is typed. */
  why() {
    return `${word("unfinished")} ${kept()}`;
  }

  tell() {
    setText(one("#not-starting strong"), word("unfinished"));
    setText(one("#not-starting p + p"), `${kept()} ${word("unfinished_scribe")}`);
  }
}

const kept = () => word(fleeting() ? "unfinished_fleeting" : "unfinished_stored");
