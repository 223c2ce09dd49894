import { setText, word } from "../../lib/dom.js";

/** By place where the letter is not Latin: on a Thai layout Ctrl+Z comes as "ผ". */
const isZ = ({ key, code }) => (/^[a-z]$/i.test(key) ? key.toLowerCase() === "z" : code === "KeyZ");

/** The undo button says what it undoes; Ctrl+Z (⌘Z) does the same outside of fields. */
export function undoing(button, text, board, actions) {
  button.addEventListener("click", () => actions.undo());
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, dialog");
    if (typing || !isZ(event) || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    event.preventDefault();
    if (board.state.undo) actions.undo();
  });
  return () => {
    const { undo } = board.state;
    button.disabled = !undo;
    button.title = undo ? word("undo_what", { what: undo }) : "";
    setText(text, undo ? word("undo_what", { what: undo }) : word("undo"));
  };
}
