import { word } from "../../lib/dom.js";
import { STEPS, stepsOf } from "../chain.js";
import { ask } from "./ask.js";

export const PROBLEM = "problem";
const ANSWERS = ["solution", "proposal"];
const ADDED_STRENGTH = 1;

/** Which answers belong to which problems: what the server said, and what was just said here. */
export class Links {
  #said = new Map();

  constructor(board, actions) {
    Object.assign(this, { board, actions });
  }

  /** [{problem, links}] of all problem themes and of single problems that were looked at: unanswered ones have no links. */
  byProblem() {
    const links = this.#current().filter(this.#answers);
    const themes = this.#written().filter((theme) => theme.category === PROBLEM);
    const seen = new Set([...(this.board.state.gaps ?? []), ...links.map((link) => link.from)]);
    const singles = [...seen].map((id) => this.board.subject(id)).filter((each) => each?.single);
    return [...themes, ...singles].map((problem) => ({ problem, links: links.filter((link) => link.from === problem.id && this.board.subject(link.to)) }));
  }

  /** The steps of the chain that this workshop has. */
  steps = () => stepsOf(this.board.state.workshop);

  /** The whole chain: id → [{link, subject}] of what follows it. */
  chain() {
    const after = new Map();
    for (const link of this.#current()) {
      const subject = this.board.subject(link.to);
      if (subject && this.board.subject(link.from)) after.set(link.from, [...(after.get(link.from) ?? []), { link, subject }]);
    }
    return (id) => after.get(id) ?? [];
  }

  /** All links that begin or end at it. */
  of = (id) => this.#current().filter(({ from, to }) => (from === id || to === id) && this.board.subject(from) && this.board.subject(to));

  /** What may stand in the chain: themes, then single notes that were looked at. */
  chainable() {
    const notes = this.board.notes().filter((note) => note.status === "ungrouped");
    return [...this.#written(), ...notes.map((note) => this.board.subject(note.id))].filter(({ category }) => STEPS.includes(category));
  }

  /** Links two of different steps, whichever was named first. */
  join(one, other) {
    const [from, to] = [one, other].sort((a, b) => stepOf(this.board.subject(a)) - stepOf(this.board.subject(b)));
    return this.say(from, to, "added", word("link_done", { label: this.board.subject(other).label || word("unlabelled") }));
  }

  /** The rows of byProblem() that nobody answered. A problem that nobody has looked at yet is none of them. */
  gaps() {
    const { gaps = [], links = [] } = this.board.state;
    const seen = new Set([...gaps, ...links.map((link) => link.from)]);
    return this.byProblem().filter(({ problem, links: answers }) => !answers.length && seen.has(problem.id));
  }

  /** Themes that can be answers, then single notes. */
  answers() {
    const notes = this.board.notes().filter((note) => note.status === "ungrouped");
    const all = [...this.#written(), ...notes.map((note) => this.board.subject(note.id))];
    return all.filter((each) => ANSWERS.includes(each.category));
  }

  /** Without the own headings on which nobody has written. */
  #written = () => this.board.themes().filter((theme) => theme.count > 0 || !theme.heading);

  /** Notes of either side that nobody has looked at yet: {problems, answers}. */
  unseen() {
    const { categories = {} } = this.board.state.figures;
    const waiting = (key) => categories[key]?.waiting ?? 0;
    return { problems: waiting(PROBLEM), answers: ANSWERS.reduce((sum, key) => sum + waiting(key), 0) };
  }

  /** `said`: "confirmed", "removed", "added" or "" (the machine's word again). */
  async say(from, to, said, done = "", undo = null) {
    const key = `${from} ${to}`;
    const { state } = this.board;
    this.#said.set(key, { from, to, said });
    const settle = (kept, seq) => {
      const links = kept && state.seq < seq ? this.#current() : null;
      this.#said.delete(key);
      if (!links) return;
      state.links = links.filter(this.#answers);
      state.chain = links.filter((link) => !this.#answers(link));
    };
    return this.actions.attempt(() => ask(this.actions.code, "links", { from, to, said }), settle, done, undo);
  }

  /** Taken away, with a way back in the bar that tells of it. */
  remove(from, to) {
    const before = this.#current().find((link) => link.from === from && link.to === to)?.said ?? "";
    const label = this.board.subject(to)?.label ?? "";
    return this.say(from, to, "removed", word("link_removed", { label }), () => this.say(from, to, before));
  }

  /** From a problem to what answers it. */
  #answers = ({ from, to }) => this.board.subject(from)?.category === PROBLEM && ANSWERS.includes(this.board.subject(to)?.category);

  #current() {
    const known = [...(this.board.state.links ?? []), ...(this.board.state.chain ?? [])];
    const said = (link) => this.#said.get(`${link.from} ${link.to}`)?.said ?? link.said;
    const kept = known.map((link) => ({ ...link, said: said(link) })).filter((link) => link.said !== "removed");
    const pairs = new Set(known.map((link) => `${link.from} ${link.to}`));
    for (const [key, { from, to, said: now }] of this.#said) {
      if (!pairs.has(key) && now !== "removed") kept.push({ from, to, strength: ADDED_STRENGTH, said: now });
    }
    return kept;
  }
}

const stepOf = (subject) => STEPS.indexOf(subject?.category);
