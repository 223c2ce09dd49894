import { fill, fragment, one, word } from "../../../lib/dom.js";
import { figure } from "../../board/figure.js";
import { shortNames } from "../names.js";
import { Bars } from "./bars.js";

const FITTING = 24;
const COLUMNS = [[6, 1], [16, 2], [Infinity, 3]];

/** A page a focus issue: the households that each district has reached, and its actions. Counts, never names. */
export class Districts extends Bars {
  constructor(root) {
    super(root, { lines: 1, columns: COLUMNS });
  }

  draw(state) {
    this.state = state;
    const issues = state.districts_shown;
    const sheets = (issues ?? []).flatMap(sheetsOf);
    this.pages = Math.max(1, sheets.length);
    const { issue, rows } = sheets[this.page] ?? { issue: null, rows: [] };
    fill(this.root, {
      title: issue ? word("districts_title", { name: issue.name }) : word("shown_districts"),
      share: issue?.target ? shareOf(issue) : "",
      page: sheets.length > 1 ? word("shown_page", { page: this.page + 1, pages: sheets.length }) : "",
      none: issues && !issue ? word("focus_no_issues") : "",
      foot: issue ? [issue.target ? word("districts_foot", figuresOf(issue)) : "", ...actionsOf(issue)].filter(Boolean).join(" · ") : "",
    });
    const names = shortNames((issue?.rows ?? []).map(({ unit }) => ({ id: unit, name: unit })));
    this.rows(rows, {
      key: ({ unit }) => unit,
      make: () => fragment("district-template"),
      update: (element, row) => {
        element.laenaName = names.get(row.unit);
        fill(element, {
          households: row.target ? word("districts_reached", figuresOf(row)) : "–",
          about: actionsOf(row).join(" · "),
          silent: !row.target && !row.actions,
        });
        one(".focus-fill", element).style.width = `${row.target ? (100 * row.reached) / row.target : 0}%`;
      },
    });
  }
}

const figuresOf = ({ reached, target }) => ({ reached: figure(reached), target: figure(target) });
const shareOf = ({ reached, target }) => `${Math.floor((100 * reached) / target)}%`;

function actionsOf({ actions, done, overdue }) {
  if (!actions) return [];
  const late = overdue ? [word("districts_overdue", { n: figure(overdue) })] : [];
  return [word("districts_actions", { done: figure(done), actions: figure(actions) }), ...late];
}

/** Its districts, as many on each of its pages, and no more than have room; an issue without any has a page, too. */
function sheetsOf(issue) {
  const pages = Math.max(1, Math.ceil(issue.rows.length / FITTING));
  const each = Math.ceil(issue.rows.length / pages);
  return Array.from({ length: pages }, (_none, n) => ({ issue, rows: issue.rows.slice(n * each, (n + 1) * each) }));
}
