// Which category and which page of it the wall shows: by itself, calmly, or as the facilitator picks.
import { held, ranked } from "../board/order.js";

const PAGE_SIZE = 6;
const RANK_MS = 30000;

/** The categories of the open phases, or all of them between phases; those with notes where there are any. */
function candidates({ workshop, phases, figures }) {
  const open = new Set(phases.filter((phase) => phase.state === "open").flatMap((phase) => phase.categories));
  const wanted = workshop.categories.map(({ key }) => key).filter((key) => !open.size || open.has(key));
  const filled = wanted.filter((key) => figures.categories[key]?.received > 0);
  return filled.length ? filled : wanted;
}

export class Stage {
  picked = null;
  page = 0;
  #auto = null;
  #orders = new Map();

  /** `state()` gives the feed's state. */
  constructor(state) {
    this.state = state;
  }

  get category() {
    const shown = candidates(this.state());
    if (this.picked) return this.picked;
    return shown.includes(this.#auto) ? this.#auto : shown[0];
  }

  /** Ids of the category's themes as they stand on the wall: a grown theme waits up to 30 s for its better place. */
  order(category = this.category, now = performance.now()) {
    const themes = [...this.state().themes.values()].filter((theme) => theme.category === category && (theme.count > 0 || theme.heading));
    const kept = this.#orders.get(category) ?? { ids: [], at: -Infinity };
    const due = now - kept.at > RANK_MS;
    const ids = due ? ranked(themes) : held(kept.ids, themes);
    this.#orders.set(category, { ids, at: due ? now : kept.at });
    return ids;
  }

  get pages() {
    return Math.max(1, Math.ceil(this.order().length / PAGE_SIZE));
  }

  shown() {
    this.page = Math.min(this.page, this.pages - 1);
    return this.order().slice(this.page * PAGE_SIZE, (this.page + 1) * PAGE_SIZE);
  }

  pick(category) {
    this.picked = category ?? null;
    this.page = 0;
  }

  /** One page on or back; past the last page comes the next category, unless one was picked. */
  turn(step = 1) {
    const next = this.page + step;
    if (next >= 0 && next < this.pages) {
      this.page = next;
      return;
    }
    if (!this.picked) {
      const shown = candidates(this.state());
      this.#auto = shown[(shown.indexOf(this.category) + step + shown.length) % shown.length];
    }
    this.page = step > 0 ? 0 : this.pages - 1;
  }
}
