import { list, setText } from "../../lib/dom.js";

/** Numbers beside the lines of a textarea that does not wrap; lines at fault are marked. → draw(set of line numbers) */
export function numbered(gutter, field) {
  let wrong = new Set();
  const draw = () => {
    const count = field.value.split("\n").length;
    list(gutter, Array.from({ length: count }, (_each, place) => place + 1), {
      key: (n) => n,
      make: () => document.createElement("li"),
      update: (item, n) => {
        setText(item, n);
        item.classList.toggle("is-wrong", wrong.has(n));
      },
    });
    gutter.scrollTop = field.scrollTop;
  };
  field.addEventListener("input", draw);
  field.addEventListener("scroll", () => (gutter.scrollTop = field.scrollTop));
  return (lines = wrong) => {
    wrong = lines;
    draw();
  };
}

/** Puts the cursor on a line and marks it. */
export function goToLine(field, n) {
  const lines = field.value.split("\n");
  const start = lines.slice(0, n - 1).reduce((sum, line) => sum + line.length + 1, 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[n - 1] ?? "").length);
  field.scrollTop = (n - 3) * parseFloat(getComputedStyle(field).lineHeight);
}
