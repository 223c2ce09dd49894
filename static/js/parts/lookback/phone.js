/** Last year's cards: how each stands, in one tap, and a way to write what was learnt from it. */
import { all, fill, fragment, list, one, word } from "../../lib/dom.js";
import { Held } from "../../lib/held.js";
import { give } from "../../lib/load.js";
import { announce } from "../announce.js";
import { FEW, chosen, offerFilters } from "./chosen.js";

const card = one("#lookback");
const VALUES = ["done", "doing", "dropped"];

const subject = (id, of) => `card:${id}:${of}`;

/** What parts/late.js loads: {tap(kind, subject, body), quiet as in announce.js} */
class Lookback {
  constructor({ tap, quiet }) {
    const held = new Held(tap);
    Object.assign(this, { news: announce(card, quiet), lookback: null, held, page: 0, left: null });
    one("#lookback-filter").addEventListener("change", () => {
      this.left = null;
      this.turn(-this.page);
    });
    card.addEventListener("change", ({ target }) => {
      if (target.type !== "radio") return;
      const { id } = this.lookback;
      const { key } = target.closest("li").dataset;
      held.tap("card", subject(id, key), { lookback_id: id, card: key, value: target.value });
    });
    card.addEventListener("click", ({ target }) => {
      const { turn } = target.dataset;
      if (turn) {
        this.turn(Number(turn));
        one("#lookback-cards").focus();
      }
      if (!target.closest("[data-write]")) return;
      const { key } = target.closest("li").dataset;
      const { what } = this.lookback.cards.find(({ id }) => id === key);
      const detail = { card: `${this.lookback.id}.${key}`, words: word("lookback_about", { what }) };
      document.dispatchEvent(new CustomEvent("laena-write-about", { detail }));
    });
  }

  show({ lookback, my_cards: told, phases }, ofOutbox) {
    const over = this.held.over(ofOutbox);
    if (!lookback || !this.lookback || lookback.id !== this.lookback.id) Object.assign(this, { page: 0, left: null });
    this.lookback = lookback;
    card.hidden = !lookback;
    this.news(lookback && `${lookback.id} ${lookback.state}`, lookback && word(`lookback_${lookback.state}_news`));
    if (!lookback) return;
    const { id, state, title, cards } = lookback;
    const newer = (of) => over.get(subject(id, of));
    const mine = (of) => (newer(of) ? newer(of).body.value : (told || {})[of]);
    const open = state === "open";
    const writable = phases.some((phase) => phase.state === "open");
    const without = new Set(cards.filter((each) => !mine(each.id)).map((each) => each.id));
    // What is answered stays where it is, under the finger, until a filter is chosen.
    if (!this.left) this.left = without;
    const filter = offerFilters(one("#lookback-filter"), cards, without);
    const found = chosen(cards, filter, this.left);
    const pages = Math.max(1, Math.ceil(found.length / FEW));
    const at = Math.min(this.page, pages - 1);
    this.page = at;
    this.draw = () => this.show({ lookback, my_cards: told, phases }, ofOutbox);
    fill(card, {
      open,
      more: lookback.more,
      many: cards.length > FEW,
      paged: pages > 1,
      first: at === 0,
      last: at === pages - 1,
      page: word("lookback_page", { page: at + 1, pages }),
      kind: word(`lookback_${state}`),
      title,
      left: word("lookback_left", { done: cards.length - without.size, all: cards.length }),
      waiting: cards.some((each) => newer(each.id) && newer(each.id).waiting),
    });
    list(one("#lookback-cards"), found.slice(at * FEW, (at + 1) * FEW), {
      key: (each) => each.id,
      make: () => fragment("lookback-card"),
      update: (el, each) => draw(el, each, { open, writable, mine: mine(each.id), group: `lookback-${id}-${each.id}` }),
    });
  }

  turn(by) {
    this.page += by;
    this.draw();
  }
}

function draw(el, { kind, what, unit, status, counts, answers }, { open, writable, mine, group }) {
  const own = mine ? word(`lookback_${mine}`) : "";
  const [done, doing, dropped] = counts || [];
  fill(el, {
    what,
    about: [word(`lookback_${kind}`), unit].filter(Boolean).join(" · "),
    open,
    group,
    status: open || !status ? "" : word("lookback_stands", { status: word(`lookback_${status}`) }),
    counts: open ? "" : counts ? word("lookback_counts", { done, doing, dropped }) : answers ? word("lookback_few") : "",
    writable,
    write: word("lookback_write", { what }),
  });
  el.dataset.mine = own;
  for (const [at, radio] of all("input", el).entries()) radio.checked = VALUES[at] === mine;
}

give("lookback", Lookback);
