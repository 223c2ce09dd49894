/** Where notes wait for approval and their phase is to be checked no more: what becomes of them is asked first. */
import { one, setText, word } from "../../lib/dom.js";
import { figure } from "./figure.js";

export class CheckFirst {
  constructor(dialog, board, notify) {
    Object.assign(this, { dialog, board, notify });
  }

  /** The body of the call, or null where the facilitator wants nothing changed. */
  async body(phaseId, on) {
    const waiting = on ? [] : this.board.notes().filter((note) => note.unchecked && note.phase_id === phaseId);
    if (!waiting.length) return { on };
    const chosen = await this.#ask(this.board.state.phases.find(({ id }) => id === phaseId), waiting.length);
    if (!chosen) return null;
    return chosen === "approve" ? { on, approve: waiting.map(({ id, unchecked }) => ({ id, words: unchecked })) } : { on };
  }

  /** What came of it, where notes were to be approved. */
  tell({ approved, waiting }) {
    if (approved || waiting) this.notify(word(waiting ? "unchecking_some" : "approved_n", { n: approved, waiting }));
  }

  #ask({ title }, n) {
    const { dialog } = this;
    setText(one("#unchecking-what", dialog), word("unchecking_what", { title, n: figure(n) }));
    setText(one('[value="approve"]', dialog), word("unchecking_approve", { n: figure(n) }));
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
  }
}
