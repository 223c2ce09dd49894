/** What is put right on a note: its category and, where the phase says so, its group. */
import { one } from "../../lib/dom.js";
import { options } from "../../lib/options.js";

export class Correcting {
  /** `noteNow()`: the note of the menu that is open */
  constructor(dialog, board, actions, noteNow) {
    Object.assign(this, { dialog, board, noteNow });
    this.category = one("#note-category", dialog);
    this.group = one("#note-group", dialog);
    this.category.addEventListener("change", () => this.#done(actions.categorise([noteNow().id], this.category.value)));
    this.group.addEventListener("change", () => this.#done(actions.regroup(noteNow(), Number(this.group.value))));
  }

  draw() {
    const note = this.noteNow();
    const { workshop, groups, phases } = this.board.state;
    const anonymous = phases.some(({ id, identity }) => id === note.phase_id && identity === "anonymous");
    one("#note-menu-correct", this.dialog).hidden = !!note.erased;
    one("#note-menu-group", this.dialog).hidden = anonymous || note.group_id === null || groups.length < 2;
    options(this.category, workshop.categories.map(({ key, name }) => [key, name]), note.category);
    options(this.group, groups.map(({ id, name }) => [id, name]), note.group_id);
  }

  /** What the server refuses is said in the bar; the choice goes back to what it has. */
  async #done(answered) {
    if (await answered) this.dialog.close();
    else if (this.noteNow()) this.draw();
  }
}
