/** Several lines above the wall are one row until somebody opens them, so that the wall stays in sight; one stands by itself. */
import { one, setText, word } from "../../lib/dom.js";

export class Fold {
  #open = false;

  /** root: with a row `.fold-row`, in it a sentence and a button for the lines in `.fold-lines` */
  constructor(root) {
    this.root = root;
    this.button = one(".fold-see", root);
    this.button.addEventListener("click", () => {
      this.#open = !this.#open;
      this.draw(this.lines, this.text);
    });
  }

  draw(lines, text) {
    Object.assign(this, { lines, text });
    const several = lines > 1;
    const shown = !several || this.#open;
    this.root.hidden = lines === 0;
    one(".fold-row", this.root).hidden = !several;
    one(".fold-lines", this.root).hidden = !shown;
    setText(one(".fold-text", this.root), text);
    setText(this.button, word(shown ? "fold_less" : "fold_see"));
    this.button.setAttribute("aria-expanded", String(shown));
  }
}
