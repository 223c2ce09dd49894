/** What people wrote alone: how much there is, and the buttons that reveal it or take it off the screens again. */
import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { unrevealed } from "../unrevealed.js";
import { figure } from "./figure.js";

export class Revealing {
  constructor({ lines, dialog }, board, run) {
    Object.assign(this, { lines, dialog, board, run });
    lines.addEventListener("click", ({ target }) => {
      const line = target.closest("button")?.closest("[data-key]");
      if (line) this.ask(Number(line.dataset.key), "reveal");
    });
  }

  draw({ workshop }) {
    const found = workshop.ended ? [] : unrevealed(this.board.state);
    list(this.lines, found, {
      key: ({ phase }) => phase.id,
      make: () => fragment("unrevealed-template"),
      update: (element, { phase, n }) => fill(element, { line: word("unrevealed_of", { title: phase.title, n: figure(n) }), some: n > 0 }),
    });
    this.lines.hidden = !found.length;
  }

  /** After a phase was closed: what it holds stays hidden unless this is answered with yes. */
  offer(id) {
    const found = unrevealed(this.board.state).find(({ phase, n }) => phase.id === id && n);
    if (found && one("#unrevealed-template").content.querySelector("button")) this.ask(id, "reveal", true);
  }

  /** `verb`: reveal, hide_again */
  ask(id, verb, closed = false) {
    const phase = this.board.state.phases.find((each) => each.id === id);
    const n = figure(this.board.notes().filter((note) => note.phase_id === id).length);
    const { dialog } = this;
    setText(one("#revealing-title", dialog), phase.title);
    setText(one("#revealing-what", dialog), word(closed ? "reveal_closed" : `${verb}_what`, { n }));
    setText(one('[value="do"]', dialog), word(`${verb}_do`));
    dialog.returnValue = "";
    dialog.addEventListener("close", () => dialog.returnValue && this.run(`phases/${id}/${verb}`, {}), { once: true });
    dialog.showModal();
  }
}
