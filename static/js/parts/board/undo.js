import { setText, word } from "../../lib/dom.js";
import { keyOf } from "./keys.js";

/** What this console would undo: `undos` has it of every console, `undo` is what answers and the first page have of this one. */
const ownStep = ({ undos, me, undo }) => (undos && me in undos ? undos[me] : undo);

/** The undo button says what it undoes; Ctrl+Z (⌘Z) does the same outside of fields. */
export function undoing(button, text, board, actions) {
  button.addEventListener("click", () => actions.undo());
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("dialog") || keyOf(event, "page") !== "undo") return;
    event.preventDefault();
    if (ownStep(board.state)) actions.undo();
  });
  return () => {
    const undo = ownStep(board.state);
    button.disabled = !undo;
    button.title = undo ? word("undo_what", { what: undo }) : "";
    setText(text, undo ? word("undo_what", { what: undo }) : word("undo"));
  };
}
