import { all, fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { figure } from "./figure.js";
import { keyOf } from "./keys.js";
import { Moves } from "./moves.js";
import { inWords, itemsOf } from "./proposal_items.js";
import { Waited } from "./proposals_waited.js";

/** Regroupings that are worked out or wait for a yes or no, one at a time in a drawer beside the wall. */
export class Proposals {
  #at = null;
  #busy = false;

  /** `settle(item, verb, list)` answers one and gives whether it was done; `notify(text)` tells. */
  constructor(root, button, board, { code, settle, notify }) {
    Object.assign(this, { root, button, board, settle });
    this.moves = new Moves(code, board, () => this.draw());
    this.waited = new Waited(board, notify);
    const does = {
      proposal_previous: () => this.#go(-1), proposal_next: () => this.#go(1), proposal_close: () => this.#close(),
      proposal_apply: () => this.#do("apply"), proposal_leave: () => this.#do("leave"),
    };
    button.addEventListener("click", () => (root.open ? this.#close() : this.#open()));
    for (const way of ["previous", "next", "close"]) one(`#proposal-${way}`).addEventListener("click", does[`proposal_${way}`]);
    for (const each of all("[data-settle]", root)) each.addEventListener("click", () => this.#do(each.dataset.settle));
    for (const each of all("[data-settle-all]", root)) each.addEventListener("click", () => this.#doAll(each.dataset.settleAll));
    root.addEventListener("keydown", (event) => {
      const name = keyOf(event, "proposals");
      if (!name) return;
      event.preventDefault();
      event.stopPropagation();
      does[name]();
    });
  }

  /** This screen asks for it: a single preview opens by itself, several at once or the one at a phase's end do not. → done(sent) */
  expect(categories) {
    return this.waited.expect(categories);
  }

  draw() {
    const items = itemsOf(this.board);
    const wanted = this.waited.came(items);
    if (wanted && !document.activeElement.closest("input, textarea, dialog")) this.#open(wanted);
    this.#drawButton(items);
    if (!this.root.open) return;
    if (items.length === 0) return this.#close();
    const index = Math.max(0, Math.min(this.index ?? 0, items.length - 1));
    const item = items.find(({ category }) => category === this.#at) ?? items[index];
    Object.assign(this, { index: items.indexOf(item), item });
    this.#at = item.category;
    if (item.ready) this.moves.see(item);
    this.#draw(item, items);
  }

  #drawButton(items) {
    const ready = items.filter((item) => item.ready).length;
    this.button.hidden = items.length === 0;
    this.button.dataset.state = ready ? "ready" : "wanted";
    this.button.setAttribute("aria-expanded", String(this.root.open));
    setText(one("span", this.button), ready ? word("proposals_button", { n: figure(ready) }) : word("proposals_waiting"));
    this.button.title = ready ? word("proposals_n", { n: figure(ready) }) : word("proposal_wanted");
  }

  #draw(item, items) {
    const found = item.ready ? this.moves.of(item.category) : undefined;
    const name = this.board.categoryName(item.category);
    setText(one("#proposal-name"), name);
    setText(one("#proposal-at"), word("proposal_at", { n: figure(this.index + 1), all: figure(items.length) }));
    one("#proposal-way").hidden = items.length < 2;
    const fresh = item.noticed ? item : { ...item, ...found }; // people may have changed the wall since the preview
    setText(one("#proposal-what"), found?.failed ?? inWords(fresh, this.board.state.grouping));
    one("#proposal-changed").hidden = !found?.renewed;
    const moves = found?.moves ?? [];
    one("#proposal-moves-name").hidden = !found || Boolean(found.failed);
    setText(one("#proposal-moves-name"), found && (moves.length ? word("proposal_moves", { n: figure(moves.length) }) : word("proposal_moves_none")));
    list(one("#proposal-moves"), moves, { key: ({ id }) => id, make: () => fragment("proposal-move-template"), update: (row, move) => this.#row(row, move) });
    list(one("#proposal-renamed"), found?.renamed ?? [], {
      key: ({ from, to }) => `${from}→${to}`,
      make: () => fragment("proposal-renamed-template"),
      update: (row, { from, to }) => fill(row, { way: word("proposal_renamed", { old: from, new: to }) }),
    });
    this.#drawAfter(fresh);
    for (const button of all("[data-settle]", this.root)) {
      button.hidden = !item.ready;
      button.disabled = this.#busy || !found || Boolean(found.failed);
      setText(button, word(`proposal_${button.dataset.settle}_${item.noticed ? "noticed" : "ready"}`));
    }
    one("#proposal-all").hidden = this.#ready(items).length < 2;
    for (const button of all("[data-settle-all]", this.root)) button.disabled = this.#busy;
  }

  #row(row, { id, from, to, new: fresh }) {
    const none = word("no_theme");
    const { number, text } = this.board.note(id) ?? { text: "" };
    fill(row, { number: number ? `#${number}` : "", text, from: from || none, to: to || none, fresh, way: word("differ_way", { old: from || none, new: to || none }) });
  }

  #drawAfter({ themes = [] }) {
    one("#proposal-after").hidden = themes.length === 0;
    list(one("#proposal-themes"), themes, {
      key: (theme) => theme.id,
      make: () => fragment("proposal-theme-template"),
      update: (row, theme) => fill(row, { label: theme.label || word("unlabelled"), fresh: theme.new, count: figure(theme.count) }),
    });
  }

  #ready = (items) => items.filter(({ ready, noticed }) => ready && !noticed);

  #open(category = null) {
    this.back = document.activeElement;
    this.#at = category ?? this.#at;
    if (!this.root.open) this.root.show();
    this.draw();
    one("#proposal-name").focus();
  }

  #close() {
    const inside = this.root.contains(document.activeElement);
    this.root.close();
    this.button.setAttribute("aria-expanded", "false");
    if (!inside) return;
    const back = [this.back, this.button, one("#board")].find((each) => each?.isConnected && each !== document.body && each.checkVisibility?.() !== false);
    back?.focus({ preventScroll: true });
  }

  #go(step) {
    const items = itemsOf(this.board);
    this.#at = items[(this.index + step + items.length) % items.length]?.category;
    this.draw();
    one("#proposal-body").scrollTop = 0;
  }

  async #do(verb) {
    const { item } = this;
    const found = this.moves.of(item.category);
    if (this.#busy || !item.ready || !found || found.failed) return;
    await this.#held(async () => {
      if (!(await this.settle(item, verb, found))) return;
      this.moves.forget(item.category);
    });
  }

  /** One after the other, so that each can be undone; the first that is refused ends it. */
  #doAll(verb) {
    return this.#held(async () => {
      for (const item of this.#ready(itemsOf(this.board))) if (!(await this.settle(item, verb === "drop" ? "leave" : verb, null))) return;
    });
  }

  async #held(work) {
    this.#busy = true;
    this.draw();
    const inside = this.root.contains(document.activeElement);
    await work();
    this.#busy = false;
    this.draw();
    if (inside && this.root.open && !this.root.contains(document.activeElement)) one("#proposal-name").focus();
  }
}
