// What each column of a file is: said above its first rows, and below them for those with text that are not read.
import { one, put, setText, word } from "../../lib/dom.js";

const make = (tag, text, props = {}) => Object.assign(document.createElement(tag), { textContent: text, ...props });
const option = (value, text, selected) => make("option", text, { value, selected });

/** `given`: {column: category, "" for none}; `onCategory(column, category)`, null for what is found. */
export function drawTable(element, table, { categories, given, onCategory }) {
  setText(one("caption", element), word("import_rows", { n: table.row_count }));
  const used = (column) => (column.role ? "is-read" : "");
  const head = make("tr", "");
  head.append(...table.columns.map((column) => {
    const cell = make("th", column.shown, { className: used(column) });
    cell.append(table.own || (column.personal && !(column.called in given)) ? make("span", role(column.role, categories), { className: "import-role" }) : chooser(column, { categories, given, onCategory }));
    return cell;
  }));
  put(one("thead", element), head);
  put(one("tbody", element), ...table.rows.map((row) => {
    const line = make("tr", "");
    line.append(...row.map((cell, place) => make("td", cell, { className: used(table.columns[place]) })));
    return line;
  }));
}

const role = (key, categories) => categories.find((each) => each.key === key)?.name ?? word(`import_role_${key}`);

/** The select of a column: its category, not read, or what was found where that is something else. */
function chooser({ called, shown, role: found }, { categories, given, onCategory }) {
  const select = make("select", "", { className: "input", ariaLabel: word("import_column_is", { name: shown || called }) });
  const isGiven = called in given;
  const isCategory = categories.some(({ key }) => key === found);
  const first = isGiven ? [option("@", word("import_found"), false)] : found && !isCategory ? [option("@", role(found, categories), true)] : [];
  select.append(...first, option("", word("import_role_"), !found), ...categories.map(({ key, name }) => option(key, name, key === found)));
  select.addEventListener("change", () => onCategory(called, select.value === "@" ? null : select.value));
  return select;
}

/** The columns with text that are not read: each may be given a category here; those about the sender are only named. */
export function unread(others, { categories, given, onCategory }) {
  const asked = others.filter(({ name, personal }) => !personal && !(name in given));
  const named = others.filter((each) => !asked.includes(each));
  const rows = asked.map(({ name, shown, cells, near }) => {
    const item = make("li", "");
    const label = make("label", word("import_unread", { name: shown, n: cells }), { className: "import-meaning import-asks" });
    const select = make("select", "", { className: "input" });
    const nearest = categories.filter(({ key }) => key === near);
    const rest = categories.filter(({ key }) => key !== near);
    select.append(option("", word("import_role_"), true), ...nearest.map((each) => option(each.key, word("import_near", each), false)), ...rest.map((each) => option(each.key, each.name, false)));
    select.addEventListener("change", () => onCategory(name, select.value));
    label.append(select);
    item.append(label);
    return item;
  });
  return named.length ? [...rows, make("li", word("import_others", { names: named.map(({ shown }) => shown).join(", ") }))] : rows;
}
