import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { drawBalance } from "./balance.js";
import { ThemeChoices } from "./choices.js";
import { closesOutside } from "./dialogs.js";
import { drawAnswer } from "./answer.js";
import { figure } from "./figure.js";
import { PROBLEM } from "./links.js";
import { held } from "./order.js";
import { voiceLine } from "./voices.js";

/** Look back against look forward: unanswered problems on top, then each problem beside what was proposed against it. */
export class Outlook {
  #order = [];
  #problem = null;

  constructor(root, board, links, dialog) {
    Object.assign(this, { root, board, links, dialog });
    this.choices = new ThemeChoices("link", (id) => this.#add(id));
    root.addEventListener("click", (event) => this.#click(event.target.closest("[data-link]")));
    closesOutside(dialog);
  }

  /** How many problems nobody answered; for the tab. */
  get gaps() {
    return this.links.gaps();
  }

  /** The next drawing puts the problems in order of size. */
  settle() {
    this.#order = [];
  }

  draw() {
    const { state } = this.board;
    const rows = this.links.byProblem();
    this.#order = held(this.#order, rows.map(({ problem }) => problem));
    const byId = new Map(rows.map((row) => [row.problem.id, row]));
    const gaps = new Set(this.gaps.map(({ problem }) => problem.id));
    const ordered = this.#order.map((id) => byId.get(id));
    drawBalance(one("#balance", this.root), state.balance);
    this.#drawGaps(ordered.filter(({ problem }) => gaps.has(problem.id)), rows.length);
    const answered = ordered.filter(({ problem }) => !gaps.has(problem.id));
    one("#problems-none", this.root).hidden = answered.length > 0;
    list(one("#problems", this.root), answered, {
      key: ({ problem }) => problem.id,
      make: () => fragment("problem-template"),
      update: (element, row) => this.#drawProblem(element, row),
    });
    if (this.dialog.open) this.choices.draw();
  }

  #drawGaps(gaps, problems) {
    const { problems: left, answers } = this.links.unseen();
    setText(one("#gaps-name", this.root), word(left || answers ? "gaps_so_far" : "gaps_n", { n: figure(gaps.length) }));
    const verdict = one("#gaps-none", this.root);
    setText(verdict, left || answers ? word("gaps_unseen", { problems: figure(left), answers: figure(answers) }) : verdictOf(gaps.length, problems));
    verdict.hidden = !verdict.textContent;
    list(one("#gaps", this.root), gaps, {
      key: ({ problem }) => problem.id,
      make: () => fragment("gap-template"),
      update: (element, { problem }) => fill(element, facts(problem)),
    });
  }

  #drawProblem(element, { problem, links }) {
    const { voices, only } = voiceLine(problem.voices, this.board);
    fill(element, { ...facts(problem), voices: voices || only });
    list(one(".answers", element), links, {
      key: (link) => link.to,
      make: () => fragment("answer-template"),
      update: (item, link) => drawAnswer(item, link, this.board),
    });
  }

  #click(button) {
    if (!button) return;
    const from = button.closest(".gap, .problem").dataset.key;
    const to = button.closest(".answer")?.dataset.key;
    if (button.dataset.link === "add") this.#choose(from);
    else if (button.dataset.link === "remove") this.links.remove(from, to);
    else this.links.say(from, to, button.getAttribute("aria-pressed") === "true" ? "" : "confirmed");
  }

  #choose(problemId) {
    this.#problem = problemId;
    setText(one("#link-problem", this.dialog), word("link_problem", { label: this.board.subject(problemId).label || word("unlabelled") }));
    const linked = (id) => this.links.byProblem().some(({ problem, links }) => problem.id === problemId && links.some((link) => link.to === id));
    const about = (theme) => (theme.single ? word("single_of", { category: this.board.categoryName(theme.category) }) : this.board.categoryName(theme.category));
    this.choices.open(() => this.links.answers().map((theme) => ({ theme, about: about(theme), here: linked(theme.id) })));
    this.dialog.showModal();
  }

  #add(id) {
    this.dialog.close();
    this.links.say(this.#problem, id, "added", word("link_done", { label: this.board.subject(id).label }));
  }
}

/** What an empty list of gaps means, once every note was looked at; "" for gaps. */
const verdictOf = (gaps, problems) => (gaps ? "" : word(problems ? "gaps_none" : "gaps_no_problems"));

const facts = (theme) => {
  const label = theme.label || word("unlabelled");
  return { label, count: theme.single ? word("single") : figure(theme.count), about: word("link_add", { label }) };
};
