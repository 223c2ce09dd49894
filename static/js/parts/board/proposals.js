import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { figure } from "./figure.js";

/** Regroupings that are being worked out or wait for a yes or no: a calm line each, with a preview to unfold. */
export class Proposals {
  #unfolded = new Set();
  #wanted = new Set();
  #asked = new Set();
  #busy = new Set();

  /** `settle(category, verb)` applies or drops and gives whether it was done; `notify(text)` tells. */
  constructor(root, board, { settle, notify }) {
    Object.assign(this, { root, board, settle, notify });
    root.addEventListener("click", ({ target }) => {
      const verb = target.closest("[data-settle]")?.dataset.settle;
      if (verb) this.#do(verb, target.closest("[data-key]").dataset.key);
    });
  }

  /** This screen asked for it: its preview unfolds by itself, the one at a phase's end does not. */
  expect(categories) {
    for (const category of categories) this.#asked.add(category);
  }

  draw() {
    const { proposals = [], grouping } = this.board.state;
    this.#sayUnchanged(proposals);
    for (const { category, state } of proposals) {
      if (state !== "ready" || !this.#asked.delete(category)) continue;
      this.#unfolded.add(category);
    }
    this.root.hidden = proposals.length === 0;
    list(this.root, proposals, {
      key: ({ category }) => category,
      make: () => fragment("proposal-template"),
      update: (element, proposal) => this.#update(element, proposal, grouping),
    });
  }

  #update(element, { category, state, themes = [], ...counts }, grouping) {
    const ready = state === "ready";
    const waiting = word(grouping === "stopped" ? "proposal_stopped" : "proposal_wanted");
    const name = word("proposal_name", { name: this.board.categoryName(category) });
    fill(element, { name, state, ready, what: ready ? word("proposal_ready", { parts: inWords(counts) }) : waiting });
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

  async #do(verb, category) {
    if (verb === "see") {
      if (!this.#unfolded.delete(category)) this.#unfolded.add(category);
      return this.draw();
    }
    this.#busy.add(category);
    this.draw();
    await this.settle(category, verb);
    this.#busy.delete(category);
    this.#unfolded.delete(category);
    return this.draw();
  }

  /** What was being worked out and is gone without a preview changed nothing; whoever waited is told. */
  #sayUnchanged(proposals) {
    const known = new Set(proposals.map(({ category }) => category));
    for (const category of this.#wanted) {
      if (known.has(category)) continue;
      if (this.#asked.delete(category)) this.notify(word("proposal_same", { name: this.board.categoryName(category) }));
    }
    this.#wanted = new Set(proposals.filter(({ state }) => state === "wanted").map(({ category }) => category));
  }
}

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
