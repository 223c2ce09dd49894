/** Where notes wait for approval and their phase is to be checked no more: what becomes of them is asked first. */
import { one, setText, word } from "../../lib/dom.js";
import { figure } from "./figure.js";

export class CheckFirst {
  constructor(dialog, board, desks, notify) {
    Object.assign(this, { dialog, board, desks, notify });
  }

  /** The body of the call, or null where the facilitator wants nothing changed. */
  async body(phaseId, on) {
    const here = ({ unchecked, phase_id: phase }) => unchecked && phase === phaseId;
    const notes = on ? [] : this.board.notes().filter(here).map(({ id, unchecked }) => ({ id, words: unchecked }));
    const attached = on ? [] : this.desks.map((desk) => desk.waiting(phaseId)).filter(([, items]) => items.length);
    if (!notes.length && !attached.length) return { on };
    const phase = this.board.state.phases.find(({ id }) => id === phaseId);
    const chosen = await this.#ask(phase, notes.length, attached.reduce((sum, [, items]) => sum + items.length, 0));
    if (!chosen) return null;
    const others = Object.fromEntries(attached.map(([name, items]) => [name, items.map(({ id, words }) => ({ id, words }))]));
    return chosen === "approve" ? { on, approve: notes, approve_attached: others } : { on };
  }

  /** What came of it, where notes were to be approved. */
  tell({ approved, waiting }) {
    if (approved || waiting) this.notify(word(waiting ? "unchecking_some" : "approved_n", { n: approved, waiting }));
  }

  #ask({ title }, n, m) {
    const { dialog } = this;
    const values = { title, n: figure(n), m: figure(m) };
    setText(one("#unchecking-what", dialog), word(m ? "unchecking_what_both" : "unchecking_what", values));
    setText(one('[value="approve"]', dialog), word("unchecking_approve", { n: figure(n + m) }));
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
  }
}
