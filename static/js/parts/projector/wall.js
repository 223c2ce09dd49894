import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { attachedTo } from "../board/attached.js";
import { figure } from "../board/figure.js";
import { glide } from "../board/glide.js";
import { toneOf } from "../board/tone.js";
import { clamp, settled } from "./clamp.js";
import { Loose } from "./loose.js";

const MOVE_MS = 900;
const TURN_MS = 500;
const ROOMY = { label: 3, example: 4 };
const TIGHT = { label: 2, example: 2 };
const WITH_LOOSE = 3;
const MOST_LINES = 8;
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** The page of themes on the wall: label, count, and as many examples (at most three) as the card has room for. */
export class Wall {
  #shown = "";

  constructor({ themes, loose, empty, page }, stage) {
    Object.assign(this, { parent: themes, loose: new Loose(loose), empty, page, stage });
    addEventListener("resize", () => this.#fit());
  }

  /** hidden: what the wall says of notes that are not revealed, "" without any */
  draw(state, hidden = "") {
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
    const loose = [...state.notes.values()].filter((note) => note.status === "ungrouped" && note.category === stage.category);
    const room = loose.length === 0 || ids.length > WITH_LOOSE ? "" : ids.length ? "half" : "whole";
    if (room || (ids.length < 5 && stage.pages === 1)) parent.dataset.few = ids.length;
    else delete parent.dataset.few;
    this.lines = parent.dataset.few && !room ? ROOMY : TIGHT;
    if (turned || !parent.childElementCount) draw();
    else glide(parent.children, draw, MOVE_MS);
    if (turned && this.#shown && !still.matches) parent.animate([{ opacity: 0 }, { opacity: 1 }], { duration: TURN_MS });
    this.#shown = view;
    this.#say(state, ids.length, room, hidden);
    this.loose.draw(loose, room);
    this.#fit();
  }

  #say({ figures }, shown, room, hidden) {
    const received = figures.categories[this.stage.category]?.received ?? 0;
    const all = this.stage.order().length;
    setText(this.empty, received ? word("wall_aside", { n: figure(received) }) : word("wall_first"));
    this.empty.hidden = shown > 0 || room !== "" || hidden !== "";
    this.parent.parentElement.classList.toggle("is-unrevealed", hidden !== "" && shown === 0 && room === "");
    this.parent.hidden = shown === 0;
    const { page, pages } = this.stage;
    setText(this.page, !all ? "" : pages > 1 ? word("page", { page: page + 1, pages, n: all }) : word("themes_n", { n: all }));
  }

  #fit() {
    const { lines } = this;
    for (const theme of this.parent.children) {
      const examples = one(".wall-examples", theme);
      const said = Array.from(examples.children, ({ laenaText }) => laenaText);
      const head = Array.from(one(".wall-theme-head", theme).children).slice(1).map(({ textContent, hidden }) => [textContent, hidden]);
      settled(theme, JSON.stringify([lines, theme.laenaLabel, head, said]), () => {
        clamp(one(".wall-label", theme), theme.laenaLabel, lines.label);
        fitExamples(examples, lines.example);
        fillRoom(theme, examples);
      });
    }
  }
}

/** The last examples get shorter, or are left out, until nothing is cut: they are a taste, the count tells the whole. */
function fitExamples(examples, lines) {
  for (const example of examples.children) {
    example.hidden = false;
    clamp(one(".wall-said", example), example.laenaText, lines);
  }
  const cut = () => examples.scrollHeight > examples.clientHeight + 1;
  for (const example of [...examples.children].reverse()) {
    for (let fewer = lines - 1; fewer > 0 && cut(); fewer -= 1) clamp(one(".wall-said", example), example.laenaText, fewer);
    if (!cut()) return;
    example.hidden = true;
  }
}

/** What is cut though its card has room gets a line more, the name first, until nothing does. */
function fillRoom(theme, examples) {
  const texts = [[one(".wall-label", theme), theme.laenaLabel]];
  for (const example of examples.children) if (!example.hidden) texts.push([one(".wall-said", example), example.laenaText]);
  const full = () => [theme, examples].some((box) => box.scrollHeight > box.clientHeight + 1);
  for (const [element, text] of texts) {
    while (!full() && element.textContent !== text && element.laenaLines < MOST_LINES) {
      const before = element.laenaLines;
      clamp(element, text, before + 1);
      if (full()) clamp(element, text, before);
      if (element.laenaLines === before) break;
    }
  }
}

function drawTheme(element, theme, notes) {
  element.laenaLabel = theme.label || word("unlabelled");
  fill(one(".wall-theme-head", element), { count: figure(theme.count), ...attachedTo(theme) });
  fill(element, { lonely: theme.heading && theme.count === 0 });
  const said = theme.examples.map((id) => notes.get(id)).filter(Boolean);
  const apart = said.filter((note, place) => said.findIndex(({ text }) => text === note.text) === place);
  const examples = apart.sort((a, b) => (b.agreed ?? 0) - (a.agreed ?? 0)).slice(0, 3);
  list(one(".wall-examples", element), examples, {
    key: (note) => note.id,
    make: () => fragment("example-template"),
    update: (example, note) => {
      example.laenaText = note.text;
      fill(example, { agreed: note.agreed ? word("agreed_n", { n: note.agreed }) : "", ...attachedTo(note) });
    },
  });
}
