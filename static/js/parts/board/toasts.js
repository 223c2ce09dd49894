import { all, one, word } from "../../lib/dom.js";
import { say } from "../../lib/toast.js";

const DONE_MS = 4000;
const LONG_MS = 12000;

/**
 * notify(text, kind, undo) tells in the bar at the foot; with `undo` the bar has a button for it and stays longer.
 * reached() takes away the word that the server could not be reached. `place()` puts the bar where it is seen.
 */
export function notifying(place) {
  let close = () => {};
  const notify = (text, kind, undo) => {
    place();
    const done = say(text, { ms: kind === "error" || undo ? LONG_MS : DONE_MS, ...(undo ? { action: word("undo"), onAction: undo } : {}) });
    if (text === word("unreachable")) close = done;
  };
  return { notify, reached: () => close() };
}

/** The bar at the foot is put into the open dialog, since all that lies outside of it can be neither seen well nor pressed. */
export function toastsInSight() {
  const place = () => {
    const parent = all("dialog[open]").pop() ?? document.body;
    const toasts = one("#toasts");
    if (toasts.parentNode !== parent) parent.append(toasts);
  };
  document.addEventListener("close", place, true);
  return place;
}
