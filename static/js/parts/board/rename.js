import { composing } from "../../lib/composing.js";
import { one, word } from "../../lib/dom.js";

/** A theme's name becomes a field where it stands: Enter keeps, Escape gives back; live updates leave it alone.
 *  A name that the server refuses stays in the field. → open(element of a theme) */
export function renaming(board, actions, wall) {
  wall.addEventListener("click", (event) => {
    const label = event.target.closest(".theme-label");
    if (label) open(label.closest(".theme"));
  });
  return open;

  function open(element, refused = null) {
    if (!element || element.classList.contains("is-renaming")) return;
    const label = one(".theme-label", element);
    const theme = board.theme(element.dataset.theme);
    const field = makeField(refused ?? theme.label);
    element.classList.add("is-renaming");
    one(".theme-head", element).draggable = false; // so that the mouse can mark text in the field
    label.hidden = true;
    label.after(field);
    if (refused === null) {
      field.focus();
      field.select();
    }
    field.addEventListener("keydown", (event) => {
      if (composing(event) || !["Enter", "Escape"].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      close(event.key === "Enter", true);
    });
    field.addEventListener("blur", () => close(true, false));

    function close(keep, focus) {
      if (!field.isConnected || !element.classList.contains("is-renaming")) return;
      element.classList.remove("is-renaming");
      one(".theme-head", element).draggable = true;
      const typed = field.value.trim();
      label.hidden = false;
      field.remove();
      if (focus) label.focus();
      if (keep && typed !== theme.label) send(typed);
      else actions.redraw(); // what came in meanwhile has left the name alone
    }

    async function send(typed) {
      const answer = await actions.rename(theme.id, typed, theme.label);
      if (!answer && element.isConnected) open(element, typed);
    }
  }
}

function makeField(value) {
  const field = document.createElement("input");
  field.className = "input theme-field";
  field.maxLength = 240; // letters of Thai with their marks: the rule counts what people see as one, and says its limit
  field.value = value;
  field.setAttribute("aria-label", word("rename"));
  field.title = word("rename_hint");
  return field;
}
