import { all, one } from "../../lib/dom.js";

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
