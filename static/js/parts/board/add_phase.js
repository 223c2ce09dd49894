/** One phase more while the workshop runs, behind the others. */
import { one } from "../../lib/dom.js";
import { closesOutside } from "./dialogs.js";

/** `run(path, body)` sends, and tells of a refusal by itself: then what was typed stays. */
export function addingPhase(dialog, button, board, run) {
  if (!dialog) return;
  const form = one("form", dialog);
  button.addEventListener("click", () => {
    const names = board.state.workshop.categories.map(({ name }) => Object.assign(document.createElement("option"), { value: name }));
    one("datalist", dialog).replaceChildren(...names);
    dialog.showModal();
  });
  one("[data-cancel]", dialog).addEventListener("click", () => dialog.close());
  closesOutside(dialog);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sending = one('button:not([type="button"])', form);
    if (sending.disabled) return; // a second press would make a second phase
    sending.disabled = true;
    const answer = await run("phases", Object.fromEntries(new FormData(form)));
    sending.disabled = false;
    if (!answer) return;
    form.reset();
    dialog.close();
  });
}
