import { fill, fragment, one, setText, word } from "../../../lib/dom.js";
import { bodyOf, headOf, rowsOf } from "../../chain.js";
import { figure } from "../../board/figure.js";
import { held } from "../../board/order.js";
import { toneOf } from "../../board/tone.js";
import { high, paged, Turning } from "../pages.js";

const MOST_ROWS = 5; // of a problem

/** Problems with their causes, solutions and proposals, a few problems a page; those with links come first. */
export class Chain extends Turning {
  #order = [];
  #drawn = "";

  /** `links`: the Links of the board. */
  constructor(root, links) {
    super();
    Object.assign(this, { root, links, table: one("table", root), frame: one(".chain-frame", root) });
  }

  draw(state) {
    const steps = this.links.steps();
    const next = this.links.chain();
    const problems = this.links.chainable().filter(({ category, single, id }) => category === steps[0] && (!single || next(id).length));
    this.#order = held(this.#order, problems);
    const byId = new Map(problems.map((problem) => [problem.id, problem]));
    const whole = this.#order.map((id) => rowsOf(byId.get(id), steps, next));
    const linked = (rows) => rows.some((row) => row.some((cell) => cell?.link));
    const bodies = [...whole.filter(linked), ...whole.filter((rows) => !linked(rows))].map((rows) => rows.slice(0, MOST_ROWS));
    const names = steps.map((step) => this.links.board.categoryName(step));
    const drawn = JSON.stringify([names, bodies]);
    fill(this.root, { none: bodies.length ? "" : word("chain_none"), foot: bodies.length ? word("chain_foot") : "" });
    if (drawn !== this.#drawn) this.table.replaceChildren(headOf(names), ...bodies.map((rows) => bodyOf(rows, (place, cell) => fillCell(place, cell, state))));
    this.#drawn = drawn;
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

  fit() {
    const bodies = [...this.table.tBodies];
    for (const body of bodies) body.hidden = false;
    // The table's spacing is above its head, below it, between problems, and below the last.
    const gap = parseFloat(getComputedStyle(this.table).borderSpacing.split(" ").pop()) || 0;
    const room = this.frame.clientHeight - (this.table.tHead ? high(this.table.tHead) : 0) - 3 * gap;
    const pages = paged(bodies.map(high), room, gap);
    this.pages = Math.max(1, pages.length);
    const here = new Set(pages[this.page]);
    bodies.forEach((body, index) => (body.hidden = !here.has(index)));
    setText(one(".shown-page", this.root), this.pages > 1 ? word("shown_page", { page: this.page + 1, pages: this.pages }) : "");
  }
}

function fillCell(place, { subject, link, gap }, state) {
  if (!subject) {
    place.className = "chain-gap";
    place.textContent = gap ? word("chain_gap") : "";
    return;
  }
  const said = Boolean(link) && link.said !== "";
  place.append(fill(fragment("chain-shown-template"), {
    label: subject.label || word("unlabelled"),
    count: subject.single ? "" : figure(subject.count),
    tone: toneOf(state.workshop, subject.category),
    said,
    found: Boolean(link) && !said,
  }));
}
