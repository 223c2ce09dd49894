import { one, setText, word } from "../../lib/dom.js";
import { look } from "../board/ask.js";
import { swiped } from "./swiped.js";

/** The report's pages as pictures, of the office's template where the server shows it, else of the PDF; the next one is fetched while one is read. */
export class Preview {
  constructor(code) {
    this.code = code;
    this.number = 1;
    this.pages = 1;
    this.seq = null;
    this.fetched = new Map();
    const frame = one("#preview");
    one("#preview-back").addEventListener("click", () => this.go(this.number - 1));
    one("#preview-next").addEventListener("click", () => this.go(this.number + 1));
    one("#arabic")?.addEventListener("change", () => this.afresh());
    frame.addEventListener("keydown", (event) => this.key(event));
    swiped(frame, (step) => this.go(this.number + step));
    this.go(1);
  }

  afresh() {
    this.fetched.clear();
    this.go(this.number);
  }

  key(event) {
    const to = { ArrowLeft: this.number - 1, PageUp: this.number - 1, ArrowRight: this.number + 1, PageDown: this.number + 1, Home: 1, End: this.pages }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.go(to);
  }

  async go(number) {
    const wanted = Math.min(Math.max(number, 1), this.pages);
    this.number = wanted;
    const started = performance.now();
    const ticking = setInterval(() => setText(one("#preview-number"), word("drawing", { s: Math.floor((performance.now() - started) / 1000) })), 1000);
    one("#preview-progress").hidden = false;
    try {
      const page = await this.page(wanted);
      if (this.number === wanted) this.show(page);
    } catch (trouble) {
      this.fetched.delete(wanted);
      setText(one("#preview-number"), word("preview_failed", { why: trouble.message }));
    } finally {
      clearInterval(ticking);
      if (this.number === wanted || this.number === this.shown) one("#preview-progress").hidden = true;
    }
  }

  page(number) {
    if (!this.fetched.has(number)) this.fetched.set(number, this.fetch(number));
    return this.fetched.get(number);
  }

  fetch(number) {
    const digits = one("#arabic")?.checked ? "&digits=arabic" : "";
    return look(this.code, `report/pages/${number}?seq=${this.seq ?? 0}${digits}`);
  }

  show(page) {
    // The report changed meanwhile: what was fetched before is of the former one.
    if (this.seq !== page.seq) for (const number of this.fetched.keys()) if (number !== page.number) this.fetched.delete(number);
    Object.assign(this, { seq: page.seq, pages: page.pages, number: page.number, shown: page.number });
    const picture = one("#preview-page");
    picture.src = page.image;
    picture.alt = word("page_alt", page);
    one("#preview").hidden = one("#preview-words").hidden = false;
    setText(one("#preview-text"), page.text);
    setText(one("#preview-number"), word("page", page));
    const laid = one("#preview-laid");
    laid.hidden = page.laid === "built_in";
    setText(laid, laid.hidden ? "" : word(`laid_${page.laid}`));
    one("#preview-back").disabled = page.number === 1;
    one("#preview-next").disabled = page.number === page.pages;
    if (page.number < page.pages) this.page(page.number + 1).catch(() => this.fetched.delete(page.number + 1));
  }
}
