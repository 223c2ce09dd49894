import { setText, word } from "../../lib/dom.js";
import { keyOf } from "./keys.js";

/** The undo button says what it undoes; Ctrl+Z (⌘Z) does the same outside of fields. */
export function undoing(button, text, board, actions) {
  button.addEventListener("click", () => actions.undo());
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("dialog") || keyOf(event, "page") !== "undo") return;
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
