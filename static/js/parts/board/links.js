import { word } from "../../lib/dom.js";
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
    const links = this.#current();
    const themes = this.#written().filter((theme) => theme.category === PROBLEM);
    const seen = new Set([...(this.board.state.gaps ?? []), ...links.map((link) => link.from)]);
    const singles = [...seen].map((id) => this.board.subject(id)).filter((each) => each?.single);
    return [...themes, ...singles].map((problem) => ({ problem, links: links.filter((link) => link.from === problem.id && this.board.subject(link.to)) }));
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
      const links = kept && state.seq < seq ? this.#current() : state.links;
      this.#said.delete(key);
      state.links = links;
    };
    return this.actions.attempt(() => ask(this.actions.code, "links", { from, to, said }), settle, done, undo);
  }

  /** Taken away, with a way back in the bar that tells of it. */
  remove(from, to) {
    const before = this.#current().find((link) => link.from === from && link.to === to)?.said ?? "";
    const label = this.board.subject(to)?.label ?? "";
    return this.say(from, to, "removed", word("link_removed", { label }), () => this.say(from, to, before));
  }

  #current() {
    const known = this.board.state.links ?? [];
    const said = (link) => this.#said.get(`${link.from} ${link.to}`)?.said ?? link.said;
    const kept = known.map((link) => ({ ...link, said: said(link) })).filter((link) => link.said !== "removed");
    const pairs = new Set(known.map((link) => `${link.from} ${link.to}`));
    for (const [key, { from, to, said: now }] of this.#said) {
      if (!pairs.has(key) && now !== "removed") kept.push({ from, to, strength: ADDED_STRENGTH, said: now });
    }
    return kept;
  }
}
