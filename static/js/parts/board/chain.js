/** The chain problem → cause → solution → proposal on one board: cards, and links made by a tap, keys or a drag. */
import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { STEPS, bodyOf, headOf, rowsOf } from "../chain.js";
import { ThemeChoices } from "./choices.js";
import { closesOutside } from "./dialogs.js";
import { figure } from "./figure.js";
import { held } from "./order.js";
import { toneOf } from "./tone.js";

export class Chain {
  #order = [];
  #drawn = "";
  #chosen = null;

  constructor(root, board, links, dialog, actions) {
    Object.assign(this, { root, board, links, dialog });
    this.table = one("table", root);
    this.choices = new ThemeChoices("chain", (id) => this.#join(id));
    root.addEventListener("click", ({ target }) => this.#open(target.closest("[data-card]")?.dataset.card));
    one(".chain-show", root)?.addEventListener("click", () => actions.show("chain"));
    one("#chain-links").addEventListener("click", ({ target }) => this.#decide(target.closest("[data-link]")));
    this.#dragging();
    closesOutside(dialog);
  }

  settle() {
    this.#order = [];
  }

  draw() {
    const steps = this.links.steps();
    const next = this.links.chain();
    this.root.hidden = steps[0] !== STEPS[0] || steps.length < 2;
    if (this.root.hidden) return;
    const all = this.links.chainable();
    const problems = all.filter(({ category }) => category === STEPS[0]);
    this.#order = held(this.#order, problems);
    const byId = new Map(problems.map((problem) => [problem.id, problem]));
    const bodies = this.#order.map((id) => rowsOf(byId.get(id), steps, next));
    const placed = new Set(bodies.flat(2).map((cell) => cell?.subject?.id));
    const loose = all.filter(({ id, category }) => !placed.has(id) && category !== STEPS[0]);
    const drawn = JSON.stringify([steps.map((step) => this.board.categoryName(step)), bodies, loose]);
    if (drawn !== this.#drawn) this.#fill(steps, bodies, loose);
    this.#drawn = drawn;
    if (this.dialog.open) this.#drawDialog();
  }

  #fill(steps, bodies, loose) {
    const focused = document.activeElement?.dataset.card;
    const names = steps.map((step) => this.board.categoryName(step));
    this.table.replaceChildren(headOf(names), ...bodies.map((rows) => bodyOf(rows, (place, cell) => this.#cell(place, cell))));
    one("#chain-loose-part").hidden = loose.length === 0;
    list(one("#chain-loose"), loose, {
      key: ({ id }) => id,
      make: () => Object.assign(document.createElement("li"), { className: "chain-loose-card" }),
      update: (item, subject) => item.replaceChildren(this.#card(subject, null)),
    });
    one("#chain-none").hidden = bodies.length > 0;
    if (focused) one(`[data-card="${CSS.escape(focused)}"]`, this.root)?.focus();
  }

  #cell(place, { subject, link, gap }) {
    if (subject) return place.append(this.#card(subject, link));
    place.className = "chain-gap";
    place.textContent = gap ? word("chain_gap") : "";
    return place;
  }

  #card(subject, link) {
    const said = link && link.said !== "";
    const card = fragment("chain-card-template");
    return fill(card, {
      id: subject.id,
      label: subject.label || word("unlabelled"),
      count: subject.single ? word("single") : word("notes_n", { n: figure(subject.count) }),
      tone: toneOf(this.board.state.workshop, subject.category),
      how: link ? `· ${word(said ? "chain_by_people" : "chain_by_machine")}` : "",
      said,
      found: Boolean(link) && !said,
    });
  }

  #open(id) {
    const subject = id && this.board.subject(id);
    if (!subject || !one("#chain-new")) return;
    this.#chosen = id;
    setText(one("#chain-title-of"), subject.label || word("unlabelled"));
    setText(one("#chain-category-of"), this.board.categoryName(subject.category));
    const steps = this.links.steps();
    this.choices.open(() => {
      const there = new Set(this.links.of(id).flatMap(({ from, to }) => [from, to]));
      const others = this.links.chainable().filter(({ category }) => category !== subject.category && steps.includes(category));
      return others.map((theme) => ({ theme, about: this.board.categoryName(theme.category), here: there.has(theme.id) }));
    });
    this.dialog.showModal();
    this.#drawDialog();
  }

  #drawDialog() {
    const links = this.links.of(this.#chosen);
    list(one("#chain-links"), links, {
      key: ({ from, to }) => `${from} ${to}`,
      make: () => fragment("chain-link-template"),
      update: (item, link) => {
        Object.assign(item, { laenaLink: link });
        const other = this.board.subject(link.from === this.#chosen ? link.to : link.from);
        const label = other.label || word("unlabelled");
        const how = { confirmed: "link_confirmed", added: "link_added" }[link.said] ?? "chain_by_machine";
        fill(item, { label, about: `${this.board.categoryName(other.category)} · ${word(how)}`, found: link.said === "", confirm: word("chain_confirm", { label }), remove: word("link_remove", { label }) });
      },
    });
    one("#chain-links-none").hidden = links.length > 0;
    this.choices.draw();
  }

  #decide(button) {
    if (!button) return;
    const { from, to } = button.closest("li").laenaLink;
    if (button.dataset.link === "remove") this.links.remove(from, to);
    else this.links.say(from, to, "confirmed");
  }

  #join(id) {
    this.dialog.close();
    this.links.join(this.#chosen, id);
  }

  /** With a mouse: a card onto one of another step. */
  #dragging() {
    let held = "";
    const under = ({ target }) => {
      const id = target.closest?.("[data-card]")?.dataset.card;
      const [mine, its] = [held, id].map((each) => each && this.board.subject(each)?.category);
      return mine && its && mine !== its ? id : "";
    };
    this.root.addEventListener("dragstart", (event) => {
      held = event.target.closest?.("[data-card]")?.dataset.card ?? "";
      event.dataTransfer.setData("text/plain", this.board.subject(held)?.label ?? "");
    });
    this.root.addEventListener("dragover", (event) => under(event) && event.preventDefault());
    this.root.addEventListener("drop", (event) => {
      const id = under(event);
      if (!id) return;
      event.preventDefault();
      this.links.join(held, id);
    });
    this.root.addEventListener("dragend", () => (held = ""));
  }
}
