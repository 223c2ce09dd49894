/** What explains the phase's question, below it: open where it is short, else folded until somebody opens it. */
import { one, setText } from "../lib/dom.js";

const SHORT = 160; // letters: about four lines of a phone

export function showHelp(text = "", other = true) {
  const box = one("#phase-help");
  const words = one("p", box);
  if (other || words.textContent !== text) box.open = text.length <= SHORT && text.split("\n").length <= 4;
  box.hidden = !text;
  setText(words, text);
}
