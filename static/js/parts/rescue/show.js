/** The box that shows waiting notes as codes, one after the other. It is loaded while there is a network. */
import { generate, mode } from "../../../vendor/lean-qr.js";
import { fill, one, put } from "../../lib/dom.js";
import { give } from "../../lib/load.js";
import { resendMuted } from "../muted_notes.js";
import { hintAtPersonal } from "../personal_hint.js";
import { offerTable } from "../table/offer.js";
import { codesOf } from "./codes.js";

class RescueBox {
  /** given: {by, key, box, table, hint}, the server's answer; address: of the page that codes lead to */
  constructor({ outbox, device, given, address }) {
    Object.assign(this, { outbox, device, given, address, at: 0, codes: [], before: null });
    document.body.insertAdjacentHTML("beforeend", given.box);
    offerTable({ outbox, device, html: given.table });
    hintAtPersonal(given.hint);
    resendMuted(outbox);
    this.el = one("#rescue-box");
    const turn = { next: () => this.turn(1), back: () => this.turn(-1), close: () => this.close() };
    this.el.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) turn[button.dataset.do]();
    });
    this.el.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  /** From now on these notes may be at the server: nothing is shown before that is stored. */
  async open() {
    this.before = document.activeElement;
    Object.assign(this, codesOf(await this.outbox.lend(), this.device, this.given, this.address), { at: 0 });
    this.el.hidden = false;
    this.draw();
    this.el.scrollTop = 0;
    this.el.focus();
  }

  close() {
    this.el.hidden = true;
    if (this.before) this.before.focus();
  }

  turn(by) {
    this.at = Math.min(this.codes.length - 1, Math.max(0, this.at + by));
    this.draw();
  }

  draw() {
    const { codes, at, el, left } = this;
    const code = codes[at];
    const sentence = (text, values) => Object.entries(values).reduce((all, [name, value]) => all.replace(`%(${name})s`, value), text);
    fill(el, {
      code: !!code,
      nothing: !code && !left.length,
      place: code ? sentence(el.dataset.place, { at: at + 1, all: codes.length, count: code.writes.length }) : "",
      left: left.length ? sentence(el.dataset.left, { count: left.length }) : "",
      several: codes.length > 1,
      first: at === 0,
      last: at === codes.length - 1,
    });
    if (!code) return;
    const { ascii, multi, numeric } = mode;
    const drawn = generate(multi(ascii(code.address), numeric(code.digits)), { maxVersion: code.version });
    drawn.toCanvas(one("canvas", el), { off: [255, 255, 255, 255] });
    put(one("ol", el), ...code.writes.map(({ body }) => Object.assign(document.createElement("li"), { className: "verbatim", textContent: body.text })));
  }
}

give("rescue", RescueBox);
