import { fill, fragment, one, word } from "../../../lib/dom.js";
import { figure } from "../../board/figure.js";
import { apart, withOthers } from "../../board/groups.js";
import { shortNames } from "../names.js";
import { Bars } from "./bars.js";

const FITTING = 30;
const COLUMNS = [[8, 1], [18, 2], [Infinity, 3]];

/** A page an issue: its notes by group, counted from the groups that stand beside the notes. */
export class Focus extends Bars {
  constructor(root) {
    super(root, { lines: 2, columns: COLUMNS });
  }

  draw(state) {
    this.state = state;
    const issues = state.focus_shown;
    const sheets = (issues ?? []).flatMap((issue) => sheetsOf(issue, state));
    this.pages = Math.max(1, sheets.length);
    const { issue, rows, most, silent } = sheets[this.page] ?? { issue: null, rows: [], most: 1, silent: 0 };
    fill(this.root, {
      title: issue?.name ?? word("shown_focus"),
      count: issue ? figure(issue.count) : "",
      page: sheets.length > 1 ? word("shown_page", { page: this.page + 1, pages: sheets.length }) : "",
      none: !issues || rows.length ? "" : word(issue ? "focus_nothing" : "focus_no_issues"),
      foot: silent && rows.length ? word("focus_silent", { n: figure(silent) }) : "",
    });
    const names = shortNames(state.groups);
    this.rows(rows, {
      key: ({ id }) => id,
      make: () => fragment("focus-group-template"),
      update: (element, { id, name, notes }) => {
        element.laenaName = names.get(id) ?? name;
        fill(element, { notes: figure(notes), silent: !notes });
        one(".focus-fill", element).style.width = `${(100 * notes) / most}%`;
      },
    });
  }
}

/** The groups of an issue in the order of all groups, as many as a page holds. Groups without notes are among them only
 *  where every note says its group: else they may well have written. */
function sheetsOf(issue, state) {
  const counted = withOthers({ ...state, without_group: issue.groups[""] ?? 0 }).map(({ id, name }) => ({ id, name, notes: issue.groups[id] ?? 0 }));
  const whole = !state.without_group && !apart(state);
  const wrote = counted.filter(({ notes }) => notes);
  const rows = whole && issue.count ? counted : wrote;
  const most = Math.max(1, ...rows.map(({ notes }) => notes));
  const silent = whole ? counted.length - wrote.length : 0;
  const sheets = Array.from({ length: Math.max(1, Math.ceil(rows.length / FITTING)) }, (_none, n) => rows.slice(n * FITTING, (n + 1) * FITTING));
  return sheets.map((each) => ({ issue, rows: each, most, silent }));
}
