import { list, one } from "../../../lib/dom.js";
import { clamp } from "../clamp.js";
import { Turning } from "../pages.js";

/** Pages of named bars in columns; a page of its own has `draw(state)`, which calls `rows`. */
export class Bars extends Turning {
  /** `lines`: how many a name may have; `columns`: [[most rows, columns that these take]], the fewest first */
  constructor(root, { lines, columns }) {
    super();
    Object.assign(this, { root, lines, columns, parent: one(".focus-groups", root) });
  }

  /** Draws the rows of the page that is turned to; `update` leaves an element's name in `laenaName`. See lib/dom.js: list. */
  rows(rows, { key, make, update }) {
    const columns = this.columns.find(([fit]) => rows.length <= fit)[1];
    this.parent.dataset.columns = columns;
    this.parent.style.setProperty("--rows", Math.max(4, Math.ceil(rows.length / columns)));
    list(this.parent, rows, { key, make, update });
    this.fit();
  }

  leave() {
    this.begin();
  }

  turn(step) {
    super.turn(step);
    if (this.state) this.draw(this.state);
  }

  fit() {
    for (const row of this.parent.children) clamp(one(".focus-name", row), row.laenaName, this.lines);
  }
}
