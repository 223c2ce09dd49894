/** The large QR, and back to what stood there: on every projector for whoever chooses for them, else in this window alone. */
export class LargeCode {
  #before = null; // what it took the place of; of this window's own pressing alone
  #asked = false;
  #here = false;

  /** `choose(what, id)` asks the server, and rejects where it refuses; `show` does the same and says so. */
  constructor(chooses, { choose, show, draw }) {
    Object.assign(this, { chooses, choose, show, draw });
  }

  /** Whether it stands in this window; forgets what it once took the place of, where something else was shown since. */
  follow({ shown, workshop }) {
    const invited = shown?.what === "welcome";
    if (!invited && !this.#asked) this.#before = null;
    this.#here = this.#here && !workshop.ended; // its code opens nothing any more
    return invited || this.#here;
  }

  /** → whether it stood in this window alone */
  leave() {
    const here = this.#here;
    this.#here = false;
    return here;
  }

  /** `beneath`: what else stands in the wall's place by itself; `alone`: nothing else is there to be shown. */
  async toggle({ shown, workshop }, beneath, alone) {
    if (this.leave()) return this.draw();
    if (shown?.what === "welcome") return this.chooses && this.#back();
    if (alone || workshop.ended) return null;
    if (!this.chooses) {
      this.#here = true;
      return this.draw();
    }
    this.#before = shown ?? beneath;
    this.#asked = true;
    await this.show("welcome");
    this.#asked = false;
    return this.draw();
  }

  async #back() {
    const { what, id } = this.#before ?? { what: "live" };
    if (what === "wall" || what === "live") return this.show("live");
    return this.choose(what, id).catch(() => this.show("live")); // it is gone, or may not be shown any more
  }
}
