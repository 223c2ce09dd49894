/** The door: the code is shown as it is on the wall (capitals, no spaces or dashes) while it is typed. A pasted link or
 *  sentence stays, and other digits too: the server finds the code in it (domain/codes.py). */
import { one } from "./lib/dom.js";

const LENGTH = 6;
const field = one("#code");

function tidy() {
  if (/[^A-Za-z0-9\s-]/.test(field.value)) return;
  const clean = field.value.toUpperCase().replace(/[^A-Z0-9]/g, "").slice(0, LENGTH);
  if (field.value !== clean) field.value = clean;
}

// Not while an input method is composing: changing the value then makes Android's keyboards repeat letters.
field.addEventListener("input", (event) => event.isComposing || tidy());
field.addEventListener("change", tidy);
one("#door").addEventListener("submit", tidy);
