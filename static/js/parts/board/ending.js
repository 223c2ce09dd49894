/** The end of the day in one dialog: what still waits, what is asked, thanks on the wall, the report, and the end itself. */
import { all, fill, one, word } from "../../lib/dom.js";
import { closesOutside } from "./dialogs.js";
import { figure } from "./figure.js";
import { underway } from "./late_notes.js";

/** → draw(). `ask()` opens where the room is asked. */
export function ending(dialog, button, board, actions, ask) {
  if (!dialog) return () => {};
  const does = { ask: () => (dialog.close(), ask()), thanks: () => actions.show("thanks") };
  button.addEventListener("click", () => (draw(true), dialog.showModal()));
  for (const each of all("[data-end]", dialog)) each.addEventListener("click", () => does[each.dataset.end]());
  closesOutside(dialog);

  function draw(opening = false) {
    if (!dialog.open && !opening) return;
    const { workshop, shown, figures, phases } = board.state;
    const open = phases.filter(({ state }) => state === "open").length;
    const unread = board.notes().filter(({ unchecked }) => unchecked).length;
    const thanked = shown?.what === "thanks";
    const left = [open && word("ending_open", { n: open }), unread && word("ending_unread", { n: unread }), underway(board.state)];
    fill(dialog, {
      ended: workshop.ended,
      thanked,
      waiting: left.filter(Boolean).join(" · ") || word("ending_none_left"),
      thanks: word(thanked ? "ending_thanked" : "ending_not_yet"),
      report: figures.waiting ? word("ending_grouping", { n: figure(figures.waiting) }) : word("ending_report"),
      end: workshop.ended ? word("ending_ended") : "",
    });
  }

  return draw;
}
