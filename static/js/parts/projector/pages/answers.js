import { all, fill, fragment, list, one, setText, word } from "../../../lib/dom.js";
import { figure } from "../../board/figure.js";
import { held } from "../../board/order.js";
import { toneOf } from "../../board/tone.js";
import { clamp } from "../clamp.js";
import { high, paged, Turning } from "../pages.js";

// A label of 120 letters fits.
const LINES = { problem: 5, answer: 3 };
const MOST_ANSWERS = 4;
const PAIR = 2;

/** Problems beside what was proposed against them; those that nobody answered come last, two in a row. */
export class Answers extends Turning {
  #order = [];
  #cut = { of: "", rows: [] };
  #drawn = "";

  /** `links`: the Links of the board. */
  constructor(root, links) {
    super();
    Object.assign(this, { root, links, rows: one(".answers-rows", root) });
  }

  draw(state) {
    const rows = this.links.byProblem();
    const unanswered = new Set(this.links.gaps().map(({ problem }) => problem.id));
    this.#order = held(this.#order, rows.map(({ problem }) => problem));
    const byId = new Map(rows.map((row) => [row.problem.id, row]));
    const ordered = this.#order.map((id) => byId.get(id));
    const answered = ordered.filter(({ links }) => links.length);
    const gaps = ordered.filter(({ problem }) => unanswered.has(problem.id));
    this.#say(answered.length, gaps.length);
    const pairs = gaps.filter((_gap, index) => index % PAIR === 0).map((_gap, index) => gaps.slice(index * PAIR, (index + 1) * PAIR));
    const shown = [...answered, ...pairs.map((pair, index) => ({ pair, first: index === 0, all: gaps.length }))];
    list(this.rows, shown, {
      key: (row) => (row.pair ? `gap ${row.pair[0].problem.id}` : row.problem.id),
      make: (row) => fragment(row.pair ? "gaps-template" : "answered-template"),
      update: (element, row) => (row.pair ? drawGaps(element, row, state) : this.#drawAnswered(element, row, state)),
    });
    this.#drawn = JSON.stringify(shown.map((row) => row.pair ?? [row.problem, row.links]));
    this.fit();
  }

  leave() {
    this.#order = [];
    this.begin();
  }

  turn(step) {
    super.turn(step);
    this.fit();
  }

  /** Pages are cut anew only where rows, room or letters changed. */
  fit() {
    const rows = [...this.rows.children];
    const style = getComputedStyle(this.rows);
    const of = `${document.fonts.status} ${this.rows.clientWidth} ${this.rows.clientHeight} ${this.#drawn}`;
    if (of !== this.#cut.of && this.rows.clientWidth) {
      for (const row of rows) row.hidden = false;
      for (const text of all("[data-clamped]", this.rows)) clamp(text, text.laenaLabel, LINES[text.dataset.clamped]);
      this.#cut = { of, rows: paged(rows.map(high), this.rows.clientHeight, parseFloat(style.rowGap) || 0) };
    }
    this.pages = Math.max(1, this.#cut.rows.length);
    const here = new Set(this.#cut.rows[this.page]);
    rows.forEach((row, index) => (row.hidden = !here.has(index)));
    setText(one(".shown-page", this.root), this.pages > 1 ? word("shown_page", { page: this.page + 1, pages: this.pages }) : "");
  }

  #say(answered, gaps) {
    const { problems, answers } = this.links.unseen();
    const unseen = problems || answers ? word("answers_unseen", { problems: figure(problems), answers: figure(answers) }) : "";
    const found = this.links.board.state.links;
    fill(this.root, {
      sums: answered || gaps ? word("answers_sums", { answered: figure(answered), gaps: figure(gaps) }) : "",
      foot: unseen || (answered ? word("answers_foot") : ""),
      none: answered || gaps || !found ? "" : word("answers_none"),
    });
  }

  #drawAnswered(element, { problem, links }, state) {
    const shown = links.slice(0, MOST_ANSWERS);
    label(one(".answers-problem", element), problem, state);
    list(one(".answers-found", element), shown, {
      key: (link) => link.to,
      make: () => fragment("answered-by-template"),
      update: (item, { to, said }) => {
        const answer = this.links.board.subject(to);
        label(item, answer, state);
        fill(item, { said: Boolean(said), category: this.links.board.categoryName(answer.category) });
      },
    });
    fill(element, { more: links.length > shown.length ? word("answers_more", { n: figure(links.length - shown.length) }) : "" });
  }
}

function drawGaps(element, { pair, first, all: count }, state) {
  fill(element, { title: first ? word("answers_gaps", { n: figure(count) }) : "" });
  list(one(".answers-gaps", element), pair, {
    key: ({ problem }) => problem.id,
    make: () => fragment("gap-problem-template"),
    update: (item, { problem }) => label(item, problem, state),
  });
}

function label(element, subject, state) {
  const text = one("[data-clamped]", element);
  text.laenaLabel = subject.label || word("unlabelled");
  if (!text.textContent) text.textContent = text.laenaLabel;
  element.dataset.tone = toneOf(state.workshop, subject.category);
  fill(element, { count: subject.single ? "" : figure(subject.count) });
}
