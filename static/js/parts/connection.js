/** Whether the server can be reached: the banner about it, and how much waits to be sent. */
import { fill, one, word } from "../lib/dom.js";

const LONG_MS = 15000; // then the laptop may have got another address
const PATIENCE_MS = 2500; // a hole that closes at once is not worth a word

export class Connection {
  constructor() {
    Object.assign(this, { reached: true, waiting: 0, timer: null, long: null, wasAway: false });
    window.addEventListener("offline", () => this.set({ reached: false }));
    window.addEventListener("online", () => this.set({}));
  }

  /** set({reached: did the last request arrive?, waiting: unsent notes}) */
  set(change) {
    Object.assign(this, change);
    if (this.away() !== this.wasAway) {
      this.wasAway = this.away();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.show(), this.wasAway ? PATIENCE_MS : 0);
    }
    fill(one("#offline"), { waiting: this.waiting, waiting_text: word("waiting_count", { count: this.waiting }) });
  }

  away() {
    return navigator.onLine === false || !this.reached;
  }

  show() {
    one("#offline").hidden = !this.away();
    clearTimeout(this.long);
    if (this.away()) this.long = setTimeout(() => { one("#move").hidden = false; }, LONG_MS);
    else one("#move").hidden = true;
  }
}
