// What counts for the rows below it: headings, and cells of groups and categories above empty ones. Both can be switched off.
import { word } from "../../lib/dom.js";

const make = (tag, text, props = {}) => Object.assign(document.createElement(tag), { textContent: text, ...props });

/** `headings`, `carry`: what a person chose; `onAround(choice, isOn)`. */
export function above({ headings, carried }, { hasHeadings, onAround }) {
  const found = headings.count || !hasHeadings ? [ofHeadings(headings, hasHeadings, onAround)] : [];
  if (!carried.length) return found;
  const text = carried.map(({ column, cells }) => word("import_carry", { column, n: cells })).join(" · ");
  return [...found, line(choice(text, carried.some(({ on }) => on), (isOn) => onAround("carry", isOn)))];
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
