/**
 * Notes that wait may leave through another phone (parts/rescue/). What that takes is needed when there is no network,
 * so it is loaded while there is one, some seconds after the page has begun to work.
 */
import { one } from "../lib/dom.js";
import { ask } from "../lib/ask.js";
import { late, styles } from "../lib/load.js";
import { bringable } from "../lib/outbox_queue.js";
import { offerMove } from "./move.js";

const FIRST_MS = 3000;
const SPREAD_MS = 7000; // a room that joins at once does not ask at once
const MOST_DOUBLED = 5;

export class Rescuing {
  constructor({ code, base, device, outbox }) {
    Object.assign(this, { code, base, device, outbox, box: null, begun: false, tries: 0, address: `${location.origin}/r/${code}#` });
    one("#rescue").addEventListener("click", () => this.box.open());
  }

  /** answered: has the server answered this joined phone's last question? */
  show(answered) {
    if (answered && !this.begun) {
      this.begun = true;
      setTimeout(() => this.load(), (FIRST_MS + Math.random() * SPREAD_MS) * 2 ** Math.min(this.tries, MOST_DOUBLED));
    }
    one("#rescue").hidden = !this.box || !bringable(this.outbox.writes).length;
  }

  async load() {
    const { device, outbox, address } = this;
    try {
      const given = (await ask("GET", `${this.base}/rescue`, device)).body;
      if (!given.ok) throw new Error(given.error);
      const [Box] = await Promise.all([late("rescue"), styles("parts/rescue")]);
      this.box = new Box({ outbox, device, given, address });
      this.show(true);
      late("moving").then((sealed) => offerMove((texts, gone) => sealed(given, this.code, device, texts, gone)), () => {});
    } catch (trouble) {
      Object.assign(this, { begun: false, tries: this.tries + 1 }); // at the next drawing with an answer
    }
  }
}
