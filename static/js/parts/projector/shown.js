import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { spoken } from "../actions/day.js";
import { attachedTo } from "../board/attached.js";
import { figure } from "../board/figure.js";
import { toneOf } from "../board/tone.js";
import { shortNames } from "./names.js";
import { asking } from "./room.js";

// Smaller letters until no text is parted between two columns.
const LETTERS = [1, 0.9, 0.8, 0.7, 0.6, 0.5];
const WORDS = [[0, "none"], [200, "few"], [500, "many"], [Infinity, "most"]];
const SIZES = [[2, "huge"], [8, "large"], [18, "middle"], [Infinity, "small"]];

/** A theme with all its notes, a note, a group's page, or thanks, in the wall's place; what does not fit has more pages. */
export class Shown {
  #page = 0;
  #view = "";

  constructor(root) {
    this.root = root;
    this.parent = one(".shown-notes", root);
    addEventListener("resize", () => this.#fit());
  }

  /** `shown`: see parts/shown_now.js; null for none. */
  draw(shown, state) {
    this.root.hidden = !shown;
    if (!shown) return;
    const { what, label, category, notes } = shown;
    const view = `${what} ${state.shown.id}`;
    if (view !== this.#view) this.#page = 0;
    this.#view = view;
    this.root.dataset.what = what;
    this.root.dataset.tone = what === "group" || what === "summary" ? "" : toneOf(state.workshop, category);
    this.root.dataset.size = SIZES.find(([most]) => notes.length <= most)[1];
    const titles = { theme: label || word("unlabelled"), group: label, summary: label, note: word("note_title", { n: notes[0]?.number }), thanks: word("thanks"), actions: word("actions") };
    setText(one(".shown-title", this.root), titles[what]);
    setText(one(".shown-count", this.root), notes.length > 1 ? figure(notes.length) : "");
    const { closing_words: closing = "", next_steps = "" } = what === "thanks" ? state.workshop : {};
    const thanks = what === "thanks" ? [closing, word("thanks_words", { n: figure(state.figures.received) })].filter(Boolean).join("\n") : "";
    setText(one(".shown-words", this.root), thanks || (what === "actions" && !notes.length ? word("actions_none") : ""));
    this.root.dataset.words = WORDS.find(([most]) => closing.length + next_steps.length <= most)[1];
    fill(this.root, { asks: asking(what, state), next_steps });
    const names = shortNames(state.groups);
    const categories = new Map(state.workshop.categories.map(({ key, name }) => [key, name]));
    if (what === "actions") return this.#actions(notes);
    if (what === "summary") return this.#points(notes);
    list(this.parent, [...notes].sort((a, b) => (b.agreed ?? 0) - (a.agreed ?? 0) || a.number - b.number), {
      key: (note) => note.id,
      make: () => fragment("shown-template"),
      update: (element, note) => fill(element, {
        text: note.text,
        about: [what === "theme" ? "" : categories.get(note.category), what === "group" ? "" : names.get(note.group_id), note.signed].filter(Boolean).join(" · "),
        agreed: note.agreed ? word("agreed_n", { n: note.agreed }) : "",
        ...attachedTo(note),
      }),
    });
    this.#fit();
  }

  #actions(actions) {
    list(this.parent, actions.map((action, index) => ({ ...action, number: index + 1 })), {
      key: ({ id }) => `action ${id}`,
      make: () => fragment("shown-template"),
      update: (element, { number, what, unit, due, status }) => fill(element, {
        text: `${number}. ${what}`,
        about: [unit, due && word("action_by", { day: spoken(due) }), status !== "waiting" && word(`action_${status}`)].filter(Boolean).join(" · "),
        agreed: "",
        ...attachedTo({}),
      }),
    });
    this.#fit();
  }

  #points(points) {
    list(this.parent, points.map((point, index) => ({ ...point, number: index + 1 })), {
      key: ({ id }) => `point ${id}`,
      make: () => fragment("shown-template"),
      update: (element, { number, text, themes }) => fill(element, { text: `${number}. ${text}`, about: themes.join(" · "), agreed: "", ...attachedTo({}) }),
    });
    this.#fit();
  }

  /** Past the last page comes the first. */
  turn(step = 1) {
    this.#page += step;
    this.#fit();
  }

  #fit() {
    if (this.root.hidden || !this.parent.clientWidth) return;
    for (const letters of LETTERS) {
      this.parent.style.setProperty("--letters", letters);
      if (![...this.parent.children].some((item) => item.getClientRects().length > 1)) break;
    }
    const gap = parseFloat(getComputedStyle(this.parent).columnGap) || 0;
    const wide = this.parent.clientWidth + gap;
    const pages = Math.max(1, Math.ceil((this.parent.scrollWidth + gap - 1) / wide));
    this.#page = (this.#page + pages) % pages;
    this.parent.scrollLeft = this.#page * wide;
    setText(one(".shown-page", this.root), pages > 1 ? word("shown_page", { page: this.#page + 1, pages }) : "");
  }
}
