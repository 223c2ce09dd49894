// What counts for the rows below it, and what a person may not see in cells: each is said, and can be switched where it matters.
import { word } from "../../lib/dom.js";

const make = (tag, text, props = {}) => Object.assign(document.createElement(tag), { textContent: text, ...props });

/** `chosen`: what a person chose so far; `onAround(choice, isOn)`. */
export function above(look, { chosen, onAround }) {
  const { headings, carried, of_file: ofFile, lists, marks, hidden, hidden_columns: columns, remarks } = look;
  const found = headings.count || !chosen.headings ? [ofHeadings(headings, chosen.headings, onAround)] : [];
  const offer = (text, name, isOn) => found.push(line(choice(text, isOn, (on) => onAround(name, on))));
  const text = carried.map(({ column, cells }) => word("import_carry", { column, n: cells })).join(" · ");
  if (carried.length) offer(text, "carry", carried.some(({ on }) => on));
  if (ofFile) offer(word("import_of_file", { group: ofFile.group, n: ofFile.notes }), "of_file", ofFile.on);
  if (lists) offer(word("import_split", { n: lists }), "split", chosen.split);
  if (columns.length) offer(word("import_hidden_columns", { names: columns.join(", "), n: hidden }), "hidden", chosen.hidden);
  else if (hidden || !chosen.hidden) offer(word("import_hidden", { n: hidden }), "hidden", chosen.hidden);
  if (marks) found.push(make("li", word("import_marks", { n: marks })));
  if (remarks) found.push(make("li", word("import_remarks", { n: remarks })));
  return found;
}

function ofHeadings({ count, shown }, isOn, onAround) {
  const item = line(choice(word("import_headings", { n: count }), isOn, (on) => onAround("headings", on)));
  if (!count) return item;
  const details = make("details", "");
  const list = make("ul", "");
  list.append(...shown.map(({ sheet, row, text }) => make("li", word(row ? (sheet ? "import_row_of" : "import_row") : "import_above", { sheet, row, why: text }))));
  details.append(make("summary", shown.slice(0, 4).map(({ text }) => text).join(", ") + (count > 4 ? " …" : "")), list);
  item.append(details);
  return item;
}

function choice(text, isOn, onChange) {
  const label = make("label", "", { className: "check" });
  const box = make("input", "", { type: "checkbox", checked: isOn });
  box.addEventListener("change", () => onChange(box.checked));
  label.append(box, " ", make("span", text));
  return label;
}

function line(label) {
  const item = make("li", "");
  item.append(label);
  return item;
}
