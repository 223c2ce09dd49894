import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { look } from "./ask.js";
import { highlighted } from "./highlight.js";

// Similarities are cosines of centred vectors: notes of one theme lie at 0.2 to 0.4, and 0.5 is as near as saying the same.
const [HIGH, MIDDLE, WHOLE] = [0.3, 0.18, 0.5];
const PERCENT = 100;

/** Why a note lies where it lies: its nearest notes, with the words that they share. */
export class Why {
  #asked = null;

  /** `told(words)` gets the words to be marked in the note itself. */
  constructor(code, opener, root, told) {
    Object.assign(this, { code, opener, root, told });
  }

  close() {
    this.#asked = null;
    this.root.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
  }

  async open(note) {
    this.#asked = note.id;
    this.root.hidden = false;
    this.root.dataset.state = "working";
    this.opener.setAttribute("aria-expanded", "true");
    this.#draw(word("why_working"), [], []);
    try {
      const answer = await look(this.code, `notes/${encodeURIComponent(note.id)}/why`);
      if (this.#asked === note.id) this.#told(note, answer);
    } catch (refusal) {
      if (this.#asked !== note.id) return;
      this.root.dataset.state = "failed";
      this.#draw(word("why_failed", { why: refusal.message }), [], []);
    }
  }

  #told(note, { theme, words = [], nearest = [] }) {
    this.root.dataset.state = "done";
    const key = nearest.length === 0 ? "why_none" : theme === null ? "why_no_theme" : "why_theme";
    const said = word(key, { label: theme });
    this.#draw(note.placed ? `${word("why_placed")} ${nearest.length ? said : ""}` : said, words, nearest);
    this.told([...words, ...nearest.flatMap((near) => near.words)]);
  }

  #draw(state, words, nearest) {
    const line = one(".note-why-words", this.root);
    fill(this.root, { state, words: words.length > 0 });
    setText(line, words.length ? word("why_words", { words: words.join(" · ") }) : "");
    list(one(".note-why-near", this.root), nearest, {
      key: (near) => near.id,
      make: () => fragment("why-template"),
      update: (item, near) => {
        one(".near-text", item).replaceChildren(highlighted(near.text, near.words));
        one(".meter-fill", item).style.width = `${Math.max(0, Math.min(1, near.similarity / WHOLE)) * PERCENT}%`;
        const how = near.similarity >= HIGH ? "near_high" : near.similarity >= MIDDLE ? "near_middle" : "near_low";
        fill(item, { about: word("near_about", { n: near.number, label: near.theme ?? word("no_theme") }), how: word(how) });
      },
    });
  }
}
