import { edited } from "../../lib/edited.js";

/** Warns before leaving with changes that were not saved. → changed(): call it where fields change without an input event. */
export function unsaved(form, mark) {
  let dirty = form.dataset.errors === "true";
  const changed = () => {
    dirty = true;
    mark.hidden = false;
  };
  form.addEventListener("input", changed);
  form.addEventListener("submit", () => (dirty = false));
  addEventListener("beforeunload", (event) => {
    if (!dirty) return;
    event.preventDefault();
    event.returnValue = "";
  });
  if (edited(form).length) changed();
  return changed;
}
