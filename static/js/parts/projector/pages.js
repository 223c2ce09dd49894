/**
 * The pages that stand in the wall's place and are made of more than notes, by what the facilitator shows: each is
 * {draw(state), turn(step), fit(), leave()} of a section of its own.
 */
export class Pages {
  #now = "";

  /** `pages`: {name: page}, each with its section `root`. */
  constructor(pages) {
    this.pages = pages;
    addEventListener("resize", () => this.pages[this.#now]?.fit());
  }

  has = (what) => Boolean(this.pages[what]);

  /** Shows the page of this name alone, or none for "". */
  draw(what, state) {
    if (this.#now && this.#now !== what) {
      this.pages[this.#now].root.hidden = true;
      this.pages[this.#now].leave?.();
    }
    this.#now = what;
    if (!this.#now) return;
    this.pages[this.#now].root.hidden = false;
    this.pages[this.#now].draw(state);
  }

  /** Past the last page comes the first. → whether one of these pages stands there */
  turn(step) {
    this.pages[this.#now]?.turn?.(step);
    return Boolean(this.#now);
  }
}

/** Which page of how many: {page, pages, turn(step), begin()}; it stays within what there is. */
export class Turning {
  #page = 0;
  pages = 1;

  get page() {
    return Math.min(this.#page, this.pages - 1);
  }

  turn(step) {
    this.#page = (this.page + step + this.pages) % this.pages;
  }

  begin() {
    this.#page = 0;
  }
}

/** Height of an element in pixels, not rounded: a page of rows sums up what rounding takes. */
export const high = (element) => element.getBoundingClientRect().height;

/** Indices of `heights` by page: as many as fit into `room`, `gap` apart; one that is higher stands alone. */
export function paged(heights, room, gap) {
  const pages = [];
  let left = -1;
  heights.forEach((height, index) => {
    if (left < height || !pages.length) {
      pages.push([]);
      left = room;
    }
    pages[pages.length - 1].push(index);
    left -= height + gap;
  });
  return pages;
}
