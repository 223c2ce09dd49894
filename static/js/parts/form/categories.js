import { all, list, one, setText } from "../../lib/dom.js";

const split = (text) => text.split(",").map((name) => name.trim()).filter(Boolean);

/** Under each phase's categories, buttons for the names in use, so that nobody types the same name in two ways. */
export function categoryButtons(root, suggested, changed) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest(".form-category");
    if (!button) return;
    const field = one('[name="phase_categories"]', button.closest(".form-phase"));
    const names = split(field.value);
    const without = names.filter((name) => name !== button.dataset.key);
    field.value = (without.length === names.length ? [...names, button.dataset.key] : without).join(", ");
    changed();
  });

  return function draw() {
    const fields = all('[name="phase_categories"]', root);
    const names = [...new Set([...suggested(), ...fields.flatMap((field) => split(field.value))])];
    for (const field of fields) {
      const chosen = split(field.value);
      list(one(".form-categories", field.closest(".form-phase")), names, {
        key: (name) => name,
        make: makeButton,
        update: (button, name) => {
          setText(button, name);
          button.setAttribute("aria-pressed", String(chosen.includes(name)));
        },
      });
    }
  };
}

function makeButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "form-category";
  return button;
}
