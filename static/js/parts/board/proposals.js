import { all, fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { figure } from "./figure.js";
import { Fold } from "./fold.js";

/** Regroupings that are being worked out or wait for a yes or no: a calm line each, with a preview to unfold. */
export class Proposals {
  #unfolded = new Set();
  #wanted = new Set();
  #asked = new Map();
  #busy = new Set();
  #same = [];

  /** `settle(category, verb)` applies or drops and gives whether it was done; `notify(text)` tells. */
  constructor(root, board, { settle, notify }) {
    Object.assign(this, { root, board, settle, notify, fold: new Fold(root) });
    root.addEventListener("click", ({ target }) => {
      const verb = target.closest("[data-settle]")?.dataset.settle;
      if (verb) this.#do(verb, target.closest("[data-key]").dataset.key);
      const every = target.closest("[data-settle-all]")?.dataset.settleAll;
      if (every) this.#doAll(every);
    });
  }

  /** This screen asked for it: a single preview unfolds by itself, several at once or the one at a phase's end do not. */
  expect(categories) {
    for (const category of categories) this.#asked.set(category, categories.length === 1);
  }

  draw() {
    const { grouping } = this.board.state;
    const proposals = this.#inOrder(this.board.state.proposals ?? [], ({ category }) => category);
    for (const { category, state } of proposals) {
      if (state !== "ready") continue;
      if (this.#asked.get(category)) this.#unfolded.add(category);
      this.#asked.delete(category);
    }
    this.#sayUnchanged(proposals);
    const ready = this.#ready();
    for (const button of all("[data-settle-all]", this.root)) {
      button.disabled = this.#busy.size > 0;
      button.hidden = ready.length < 2;
    }
    this.fold.draw(proposals.length, ready.length ? word("proposals_n", { n: figure(ready.length) }) : waitingFor(grouping));
    list(one("#proposal-list", this.root), proposals, {
      key: ({ category }) => category,
      make: () => fragment("proposal-template"),
      update: (element, proposal) => this.#update(element, proposal, grouping),
    });
  }

  #update(element, { category, state, themes = [], ...counts }, grouping) {
    const ready = state === "ready";
    const name = word("proposal_name", { name: this.board.categoryName(category) });
    fill(element, { name, state, ready, what: ready ? word("proposal_ready", { parts: inWords(counts) }) : waitingFor(grouping) });
    const unfolded = ready && this.#unfolded.has(category);
    const see = one('[data-settle="see"]', element);
    setText(see, word(unfolded ? "see_less" : "see"));
    see.setAttribute("aria-expanded", String(unfolded));
    for (const button of element.querySelectorAll('[data-settle="apply"], [data-settle="drop"]')) button.disabled = this.#busy.has(category);
    one(".proposal-preview", element).hidden = !unfolded;
    list(one(".proposal-themes", element), themes, {
      key: (theme) => theme.id,
      make: () => fragment("proposal-theme-template"),
      update: (item, theme) => fill(item, { label: theme.label || word("unlabelled"), fresh: theme.new, count: figure(theme.count) }),
    });
  }

  #ready = () => this.#inOrder((this.board.state.proposals ?? []).filter(({ state }) => state === "ready").map(({ category }) => category));

  /** As the categories stand in the workshop. */
  #inOrder(items, categoryOf = (item) => item) {
    const keys = this.board.state.workshop.categories.map(({ key }) => key);
    return [...items].sort((a, b) => keys.indexOf(categoryOf(a)) - keys.indexOf(categoryOf(b)));
  }

  /** One after the other, so that each can be undone; the first that is refused ends it. */
  async #doAll(verb) {
    for (const category of this.#ready()) if (!(await this.#do(verb, category))) return;
  }

  async #do(verb, category) {
    if (verb === "see") {
      if (!this.#unfolded.delete(category)) this.#unfolded.add(category);
      this.draw();
      return null;
    }
    this.#busy.add(category);
    this.draw();
    const answer = await this.settle(category, verb);
    this.#busy.delete(category);
    this.#unfolded.delete(category);
    this.draw();
    return answer;
  }

  /** What was being worked out and is gone without a preview changed nothing; whoever waited is told. */
  #sayUnchanged(proposals) {
    const known = new Set(proposals.map(({ category }) => category));
    const gone = [...this.#wanted].filter((category) => !known.has(category) && this.#asked.delete(category));
    this.#same.push(...gone);
    if (this.#same.length && ![...this.#asked.keys()].some((category) => known.has(category))) {
      this.notify(word("proposal_same", { name: this.#inOrder(this.#same.splice(0)).map((category) => this.board.categoryName(category)).join("”, “") }));
    }
    this.#wanted = new Set(proposals.filter(({ state }) => state === "wanted").map(({ category }) => category));
  }
}

const waitingFor = (grouping) => word(grouping === "stopped" ? "proposal_stopped" : "proposal_wanted");

function inWords({ split, merged, moved, relabelled, before, after }) {
  const parts = [
    split && word("part_split", { n: figure(split) }),
    merged && word("part_merged", { n: figure(merged) }),
    moved && word("part_moved", { n: figure(moved) }),
    relabelled && word("part_relabelled", { n: figure(relabelled) }),
    before !== after && word("part_counts", { n: figure(before), m: figure(after) }),
  ];
  return parts.filter(Boolean).join(" · ");
}
