/** The chain problem → cause → solution → proposal as rows of a table: a body a problem. */

export const STEPS = ["problem", "cause", "solution", "proposal"];

/** Those steps that the workshop has. */
export const stepsOf = ({ categories }) => STEPS.filter((step) => categories.some(({ key }) => key === step));

/**
 * The rows that begin with `subject` in the step `at`: cells {subject, link, span}, {gap, span} where nothing is linked, or
 * null under a cell that spans. `next(id)` → [{link, subject}], what follows directly or further on.
 */
export function rowsOf(subject, steps, next, link = null, at = 0) {
  const rows = direct(next(subject.id), next).flatMap((each) => {
    const step = steps.indexOf(each.subject.category);
    const found = rowsOf(each.subject, steps, next, each.link, step);
    return found.map((row, index) => [...Array.from({ length: step - at - 1 }, () => (index ? null : { gap: true, span: found.length })), ...row]);
  });
  if (!rows.length) rows.push(steps.slice(at + 1).map((_step, index) => ({ gap: index === 0, span: 1 })));
  return rows.map((row, index) => [index ? null : { subject, link, span: rows.length }, ...row]);
}

/** Without what others of them lead to as well. */
function direct(found, next) {
  const reached = new Set(found.flatMap(({ subject }) => [...beyond(subject.id, next)]));
  return found.filter(({ subject }) => !reached.has(subject.id));
}

function beyond(id, next, seen = new Set()) {
  for (const { subject } of next(id)) {
    if (seen.has(subject.id)) continue;
    seen.add(subject.id);
    beyond(subject.id, next, seen);
  }
  return seen;
}

/** A table body of rows; `fillCell(td, cell)` says what stands in a cell. */
export function bodyOf(rows, fillCell) {
  const body = document.createElement("tbody");
  for (const row of rows) {
    const line = body.insertRow();
    for (const cell of row) {
      if (!cell) continue;
      const place = line.insertCell();
      place.rowSpan = cell.span;
      fillCell(place, cell);
    }
  }
  return body;
}

/** The head of the table: the categories' names. */
export function headOf(names) {
  const head = document.createElement("thead");
  const line = head.insertRow();
  for (const name of names) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name;
    line.append(cell);
  }
  return head;
}
