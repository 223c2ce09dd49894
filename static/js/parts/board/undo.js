import { setText, word } from "../../lib/dom.js";
import { keyOf } from "./keys.js";

/** What this console would undo or redo: `…s` has it of every console, the other is what answers and the first page have of this one. */
const ownStep = (state, name) => (state[`${name}s`] && state.me in state[`${name}s`] ? state[`${name}s`][state.me] : state[name]);

/** The buttons say what they undo and do again; Ctrl+Z (⌘Z), Ctrl+Shift+Z and Ctrl+Y do the same outside of fields. */
export function undoing({ button, text, again }, board, actions) {
  const does = { undo: "undo", redo: "redo", redo_by_y: "redo" };
  button.addEventListener("click", () => actions.undo());
  again.addEventListener("click", () => actions.redo());
  document.addEventListener("keydown", (event) => {
    const name = !event.target.closest("dialog") && does[keyOf(event, "page")];
    if (!name) return;
    event.preventDefault();
    if (ownStep(board.state, name)) actions[name]();
  });
  return () => {
    const undo = ownStep(board.state, "undo");
    const redo = ownStep(board.state, "redo");
    button.disabled = !undo;
    button.title = undo ? word("undo_what", { what: undo }) : "";
    setText(text, undo ? word("undo_what", { what: undo }) : word("undo"));
    again.disabled = !redo;
    again.title = redo ? word("redo_what", { what: redo }) : word("redo");
    again.setAttribute("aria-label", again.title);
  };
}
