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

  /** [{problem, links}] of all problem themes: unanswered ones have no links. */
  byProblem() {
    const links = this.#current();
    const problems = this.board.themes().filter((theme) => theme.category === PROBLEM);
    return problems.map((problem) => ({ problem, links: links.filter((link) => link.from === problem.id && this.board.theme(link.to)) }));
  }

  answers = () => this.board.themes().filter((theme) => ANSWERS.includes(theme.category));

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
    const label = this.board.theme(to)?.label ?? "";
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
