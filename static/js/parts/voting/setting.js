import { all, one, setText, word } from "../../lib/dom.js";
import { figure } from "../board/figure.js";
import { usual } from "./usual.js";

/** The form of a new voting on the console: its kind, what it is about, and what each voter has to give. */
export class Setting {
  constructor(form) {
    this.form = form;
    if (form.laenaSetting) return;
    form.laenaSetting = true;
    form.addEventListener("change", ({ target }) => {
      if (target.name === "category") form.laenaChosen = true;
      this.#draw();
    });
    form.addEventListener("reset", () => {
      form.laenaChosen = false;
      setTimeout(() => this.#draw());
    });
  }

  get body() {
    const { kind, source, category, dots, slips, title, lines } = this.form.elements;
    const whole = source.value === "lines" || source.value === "points";
    return {
      kind: kind.value,
      source: source.value,
      category: whole ? null : category.value || null,
      lines: source.value === "lines" ? lines.value : "",
      dots: Number(dots.value),
      title: title.value.trim(),
      slips: slips.checked,
    };
  }

  /** The categories with how much each has, made anew only when that has changed; all of them is the last choice. */
  offer(board) {
    this.form.laenaBoard = board;
    this.#draw();
  }

  #draw() {
    const { elements, laenaBoard: board } = this.form;
    const { kind, source, category: select } = elements;
    const typed = source.value === "lines";
    for (const part of all("[data-of]", this.form)) part.hidden = !part.dataset.of.split(" ").includes(kind.value);
    one("[data-lines]", this.form).hidden = !typed;
    const ofGroups = source.value === "points";
    one("[data-category]", this.form).hidden = typed || ofGroups;
    const told = one("[data-points]", this.form);
    told.hidden = !ofGroups;
    if (ofGroups) {
      const summaries = board?.state.points ?? [];
      const sum = summaries.reduce((count, { points }) => count + points.length, 0);
      setText(told, word(sum ? "voting_points_of" : "voting_no_points", { n: figure(sum), groups: figure(summaries.length) }));
    }
    if (!board || typed || ofGroups) return;
    const notes = source.value === "notes";
    const kinds = [...board.state.workshop.categories, { key: "", name: word("all_categories") }];
    const among = notes ? [...board.state.notes.values()].filter(({ status }) => status !== "hidden" && status !== "set_aside") : board.themes();
    const of = (key) => figure(among.filter(({ category }) => !key || category === key).length);
    const options = kinds.map(({ key, name }) => ({ key, text: word(notes ? "voting_category_notes" : "voting_category", { name, n: of(key) }) }));
    const sign = JSON.stringify(options);
    const chosen = this.form.laenaChosen ? select.value : usual(board.state, among);
    if (select.laenaSign !== sign) select.replaceChildren(...options.map(({ key, text }) => new Option(text, key)));
    select.laenaSign = sign;
    if (select.value !== chosen) select.value = chosen;
  }
}
