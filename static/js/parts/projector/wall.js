import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { figure } from "../board/figure.js";
import { glide } from "../board/glide.js";
import { toneOf } from "../board/tone.js";

const MOVE_MS = 900;
const TURN_MS = 500;
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** The page of themes on the wall: label, count, and as many examples (at most three) as the card has room for. */
export class Wall {
  #shown = "";

  constructor({ themes, empty, page }, stage) {
    Object.assign(this, { parent: themes, empty, page, stage });
    addEventListener("resize", () => this.#fit());
  }

  draw(state) {
    const { stage, parent } = this;
    const ids = stage.shown();
    const view = `${stage.category} ${stage.page}`;
    const turned = view !== this.#shown;
    const draw = () => list(parent, ids.map((id) => state.themes.get(id)), {
      key: (theme) => theme.id,
      make: () => fragment("theme-template"),
      update: (element, theme) => drawTheme(element, theme, state.notes),
    });
    parent.dataset.tone = toneOf(state.workshop, stage.category);
    if (ids.length < 5 && stage.pages === 1) parent.dataset.few = ids.length;
    else delete parent.dataset.few;
    if (turned || !parent.childElementCount) draw();
    else glide(parent.children, draw, MOVE_MS);
    if (turned && this.#shown && !still.matches) parent.animate([{ opacity: 0 }, { opacity: 1 }], { duration: TURN_MS });
    this.#shown = view;
    this.#fit();
    this.#say(state, ids.length);
  }

  #say({ figures }, shown) {
    const received = figures.categories[this.stage.category]?.received ?? 0;
    const all = this.stage.order().length;
    setText(this.empty, received ? word("wall_waiting", { n: figure(received) }) : word("wall_first"));
    this.empty.hidden = shown > 0;
    this.parent.hidden = shown === 0;
    const { page, pages } = this.stage;
    setText(this.page, !all ? "" : pages > 1 ? word("page", { page: page + 1, pages, n: all }) : word("themes_n", { n: all }));
  }

  /** An example that would be cut at the card's foot is left out: examples are a taste, the count tells the whole. */
  #fit() {
    for (const theme of this.parent.children) {
      const examples = one(".wall-examples", theme);
      for (const example of examples.children) example.hidden = false;
      for (const example of [...examples.children].reverse()) {
        if (examples.scrollHeight <= examples.clientHeight + 1) break;
        example.hidden = true;
      }
    }
  }
}

function drawTheme(element, theme, notes) {
  fill(one(".wall-theme-head", element), { label: theme.label || word("unlabelled"), count: figure(theme.count) });
  const said = theme.examples.map((id) => notes.get(id)).filter(Boolean);
  const examples = said.filter((note, place) => said.findIndex(({ text }) => text === note.text) === place).slice(0, 3);
  list(one(".wall-examples", element), examples, {
    key: (note) => note.id,
    make: () => fragment("example-template"),
    update: (example, note) => setText(example, note.text),
  });
}
