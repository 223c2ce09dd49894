/** The line under a text field that says how long the text is, and warns before it is too long. */
import { setText, word } from "../lib/dom.js";
import { count, isBlank } from "../lib/graphemes.js";

const WARN_FROM = 0.9;

/** As tall as its text, up to a little under half the screen. */
function grow(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, window.innerHeight * 0.45)}px`;
}

/** Show the length of `field` on `line`; → "blank", "over" or "fits". Nothing is ever cut. */
export function showLength(field, line, limit) {
  grow(field);
  const text = field.value.trim();
  const length = count(text);
  const over = length - limit;
  setText(line, over > 0 ? word("count_over", { over }) : word("count", { count: length, limit }));
  line.classList.toggle("is-near", over <= 0 && length >= limit * WARN_FROM);
  line.classList.toggle("is-over", over > 0);
  field.setAttribute("aria-invalid", String(over > 0));
  if (over > 0) return "over";
  return isBlank(text) ? "blank" : "fits";
}
