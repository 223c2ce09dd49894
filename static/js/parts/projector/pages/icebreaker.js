import { fill, fragment, list, one, word } from "../../../lib/dom.js";
import { figure } from "../../board/figure.js";
import { clamp } from "../clamp.js";

const LINES = 2; // of the title
// All steps together smaller, until the last is on the page; the smallest is still read from ten metres.
const LETTERS = [1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52];

/** What the room is to do in an ice-breaker, step by step, as large as it gets. */
export class Icebreaker {
  constructor(root) {
    Object.assign(this, { root, parent: one(".icebreaker-do", root) });
  }

  draw({ icebreaker_shown: { title, steps, needs, minutes } }) {
    const language = document.documentElement.lang in title ? document.documentElement.lang : "th";
    this.title = title[language];
    fill(this.root, { minutes: minutes ? word("icebreaker_minutes", { n: figure(minutes) }) : "", needs: needs[language] });
    list(this.parent, steps[language].map((text, index) => ({ text, number: figure(index + 1) })), {
      key: ({ number }) => number,
      make: () => fragment("icebreaker-step-template"),
      update: (element, step) => fill(element, step),
    });
    this.fit();
  }

  fit() {
    clamp(one(".shown-title", this.root), this.title, LINES);
    for (const letters of LETTERS) {
      this.parent.style.setProperty("--letters", letters);
      if (this.parent.scrollHeight <= this.parent.clientHeight + 1) return;
    }
  }
}
