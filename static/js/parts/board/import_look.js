// What a look at a file shows: the table as it is read, its choices, and everything that asks for a decision.
import { all, one, put, word } from "../../lib/dom.js";
import { above } from "./import_above.js";
import { unread } from "./import_columns.js";

const make = (tag, text, props = {}) => Object.assign(document.createElement(tag), { textContent: text, ...props });
const option = (value, text, chosen) => make("option", text, { value, selected: value === chosen });

/** Fill the selects with what the file has; what was chosen stays chosen. */
export function drawChoices(root, table, chosen, { categories }) {
  const names = new Map(table.columns.filter(({ name }) => name).map(({ name, shown }) => [name, shown]));
  const found = option("", word("import_found"), "");
  const fill = (choice, options) => put(one(`[data-choice="${choice}"] select`, root), ...options);
  fill("sheet", [option("", word("import_all_sheets"), chosen.sheet), ...table.sheets.map(({ name, rows }) => option(name, word(rows === null ? "import_hidden_sheet" : "import_sheet", { name, n: rows }), chosen.sheet))]);
  one('[data-choice="sheet"]', root).hidden = table.sheets.length < 2 && !chosen.sheet;
  const header = one('[data-choice="header"] input', root);
  if (document.activeElement !== header) header.value = table.header;
  for (const choice of ["text", "category", "group", "time"]) {
    fill(choice, [found.cloneNode(true), ...[...names].map(([name, shown]) => option(name, shown, chosen[choice] ?? ""))]);
  }
  const days = ["day_first", "month_first", "none"].map((order) => option(order, word(`import_days_${order}`), chosen.days));
  fill("days", [option("", word("import_days_"), chosen.days ?? ""), ...days]);
  one('[data-choice="days"]', root).hidden = !chosen.days && !table.columns.some(({ role }) => role === "time");
  fill("into", [found.cloneNode(true), ...categories.map(({ key, name }) => option(key, name, chosen.into ?? ""))]);
}

/** Everything about the rows; `means` and `made` are the choices so far, `onMeaning(names, meaning, isMade)` a new one. */
export function drawFindings(list, look, { means, made, categories, groups, columns, around, onMeaning }) {
  const header = look.headers.map((text) => make("li", word("import_header", { text })));
  const found = [...header, ...above(look, around), ...unread(look.others, columns)];
  const kinds = [["unknown_categories", "import_category_unknown", categories, "import_leave"], ["unknown_groups", "import_group_unknown", groups, "import_no_group"]];
  const free = look.unknown_groups.filter(({ name, near }) => !near && !(name in means) && !made.includes(name));
  if (free.length > 1) found.push(makeAll(free.map(({ name }) => name), onMeaning));
  for (const [field, label, names, none] of kinds) {
    const makes = field === "unknown_groups" ? made : null;
    for (const { name, shown, rows, near } of look[field]) found.push(meaning(word(shown ? label : `${label}_blank`, { name: shown, n: rows }), { name, shown, near, names, none: word(none), chosen: means[name], makes, onMeaning }));
  }
  const { span, undecided, wrong } = look.days;
  if (span) found.push(make("li", word("import_days_span", { span })));
  if (undecided) found.push(make("li", word("import_days_undecided", { n: undecided }), { className: "import-asks" }));
  else if (wrong.count) found.push(rows(word("import_days_wrong", { n: wrong.count }), wrong.shown));
  if (look.ungrouped) found.push(make("li", word("import_ungrouped", { n: look.ungrouped })));
  if (look.passed.length) found.push(make("li", word("import_passed", { names: look.passed.join(", ") })));
  if (look.refused_rows.count) found.push(rows(word("import_refused", { n: look.refused_rows.count }), look.refused_rows.shown));
  if (look.no_notes.count) found.push(rows(word("import_no_notes", { n: look.no_notes.count }), look.no_notes.shown));
  if (look.alike_found) found.push(rows(word("import_alike", { n: look.alike_found }), look.alike_rows.map((row) => ({ ...row, why: word("import_there") }))));
  if (look.first.length) found.push(firstNotes(look.first, look.added));
  put(list, ...found);
}

/** The first notes as they would be stored. */
function firstNotes(notes, count) {
  const item = make("li", "");
  const details = make("details", "");
  const list = make("ul", "");
  list.append(...notes.map(({ text, category, group }) => {
    const note = make("li", text);
    note.append(make("span", [category, group].filter(Boolean).join(" · "), { className: "import-made" }));
    return note;
  }));
  details.append(make("summary", word("import_first", { n: notes.length, all: count })), list);
  item.append(details);
  return item;
}

function makeAll(names, onMeaning) {
  const item = make("li", "");
  const button = make("button", word("import_make_all", { n: names.length }), { type: "button", className: "button button-small" });
  button.addEventListener("click", () => onMeaning(names, "", true));
  item.append(button);
  return item;
}

function meaning(text, { name, shown, near, names, none, chosen, makes, onMeaning }) {
  const item = make("li", "");
  const label = make("label", text, { className: "import-meaning" });
  const select = make("select", "", { className: "input" });
  const isMade = Boolean(makes?.includes(name));
  const others = names.filter((each) => each !== near).map((each) => option(each, each, chosen));
  const nearest = near ? [option(near, word("import_near", { name: near }), chosen)] : [];
  const leave = option("", none, isMade ? null : (chosen ?? ""));
  const making = makes ? [make("option", word("import_make_group", { name: shown }), { selected: isMade })] : [];
  select.append(...nearest, ...making, leave, ...others);
  select.addEventListener("change", () => {
    const isMaking = making.includes(select.selectedOptions[0]);
    onMeaning([name], isMaking ? "" : select.value, isMaking);
  });
  label.append(select);
  item.append(label);
  return item;
}

function rows(text, shown) {
  const item = make("li", "");
  const details = make("details", "");
  const list = make("ul", "");
  list.append(...shown.map(({ sheet, row, why }) => make("li", word(sheet ? "import_row_of" : "import_row", { sheet, row, why }))));
  details.append(make("summary", text), list);
  item.append(details);
  return item;
}

/** One line of the table of what happened to each file; `sums` null: nothing was read. */
export function resultRow({ name, sums, why }) {
  const row = make("tr", "");
  const cell = make("td", name);
  if (sums?.made_groups.length) cell.append(make("span", word("import_made_groups", { n: sums.made_groups.length, names: sums.made_groups.join(", ") }), { className: "import-made" }));
  // Also a group that somebody renamed between look and import.
  if (sums?.unknown_groups.length) cell.append(make("span", word("import_without_group", { n: sums.unknown_groups.reduce((sum, { rows }) => sum + rows, 0), names: sums.unknown_groups.map(({ shown }) => shown).join(", ") }), { className: "import-made" }));
  row.append(cell);
  if (sums) row.append(...["added", "already", "alike", "refused"].map((field) => make("td", sums[field], { className: "number" })));
  else row.append(make("td", why, { colSpan: 4 }));
  return row;
}

/** What to tell of an import that was cancelled, by a look before and one after it, and its kind. */
export function afterCancel(before, now) {
  const isStored = now.already + now.alike_found > before.already + before.alike_found;
  return [`${word(isStored ? "import_too_late" : "import_cancelled")} · ${word("import_sums", now)}`, isStored ? "done" : "failed"];
}

export const choicesOf = (root) => Object.fromEntries(all("[data-choice]", root).map((field) => [field.dataset.choice, one("select, input", field).value]));
