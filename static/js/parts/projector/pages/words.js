import { fill, fragment, list, one, word } from "../../../lib/dom.js";
import { look } from "../../board/ask.js";
import { figure } from "../../board/figure.js";

const AGAIN_MS = 30000;
const RETRY_MS = 3000;
const [LARGEST, SMALLEST] = [132, 40];
const BOLD = (LARGEST + SMALLEST) / 2;
// All words together smaller, until the last row is on the page; below the last of these none is read from ten metres.
const LETTERS = [1.3, 1.15, 1, 0.9, 0.8];

/** The words that stand in many notes, larger the more notes have them, in rows as in the report. */
export class Words {
  #asked = -Infinity;
  #seq = -1;
  #loading = false;

  constructor(root, code) {
    Object.assign(this, { root, code, parent: one(".words-flow", root), found: null });
  }

  draw(state) {
    this.state = state;
    if (!this.#loading && state.seq !== this.#seq && performance.now() - this.#asked > AGAIN_MS) this.#load();
  }

  leave() {
    clearTimeout(this.again);
    this.#asked = -Infinity;
  }

  fit() {
    const words = [...this.parent.children];
    const fits = () => this.parent.scrollHeight <= this.parent.clientHeight + 1;
    for (const word of words) word.hidden = false;
    for (const letters of LETTERS) {
      this.parent.style.setProperty("--letters", letters);
      if (fits()) return;
    }
    while (words.length > 1 && !fits()) words.pop().hidden = true; // those that the fewest notes have
  }

  async #load() {
    this.#loading = true;
    this.#asked = performance.now();
    this.#seq = this.state.seq;
    if (!this.found) fill(this.root, { none: word("words_wait") });
    const answer = await look(this.code, "words").catch(() => null);
    this.#loading = false;
    if (answer) this.#show(answer);
    else this.#asked = -Infinity;
    clearTimeout(this.again);
    // What came in since is asked for in a while, and a worker that was away once more.
    if (!this.root.hidden) this.again = setTimeout(() => !this.root.hidden && this.draw(this.state), answer ? AGAIN_MS + 1 : RETRY_MS);
    if (!answer) this.#seq = -1;
  }

  #show({ words, fewest }) {
    this.found = words;
    const [most, least] = [words[0]?.count, words[words.length - 1]?.count];
    fill(this.root, { none: words.length ? "" : word("words_none", { fewest }), foot: words.length ? word("words_foot", { fewest }) : "" });
    list(this.parent, words, {
      key: ({ word: text }) => text,
      make: () => fragment("word-template"),
      update: (element, { word: text, count }) => {
        const size = SMALLEST + (LARGEST - SMALLEST) * (most > least ? (count - least) / (most - least) : 0.5);
        element.style.setProperty("--size", size.toFixed(0));
        element.classList.toggle("is-large", size > BOLD);
        fill(element, { text, count: figure(count) });
      },
    });
    this.fit();
  }
}
