import { word } from "../../lib/dom.js";

/** A theme's name becomes a field where it stands: Enter keeps, Escape gives back; live updates leave it alone. */
export function renaming(board, actions, wall) {
  wall.addEventListener("click", (event) => {
    const label = event.target.closest(".theme-label");
    if (label) open(label.closest(".theme"), label);
  });

  function open(element, label) {
    if (element.classList.contains("is-renaming")) return;
    const theme = board.theme(element.dataset.theme);
    const field = makeField(theme.label);
    element.classList.add("is-renaming");
    label.hidden = true;
    label.after(field);
    field.focus();
    field.select();
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      close(event.key === "Enter", true);
    });
    field.addEventListener("blur", () => close(true, false));

    function close(keep, focus) {
      if (!field.isConnected || !element.classList.contains("is-renaming")) return;
      element.classList.remove("is-renaming");
      const typed = field.value.trim();
      label.hidden = false;
      field.remove();
      if (focus) label.focus();
      if (keep && typed !== theme.label) actions.rename(theme.id, typed);
    }
  }
}

function makeField(value) {
  const field = document.createElement("input");
  field.className = "input theme-field";
  field.maxLength = 120;
  field.value = value;
  field.setAttribute("aria-label", word("rename"));
  field.title = word("rename_hint");
  return field;
}
