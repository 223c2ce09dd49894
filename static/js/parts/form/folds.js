import { all, one, setText } from "../../lib/dom.js";

/** Below each closed fold stands what was set in it; what lies within one is not shown. */
export function folds(form) {
  const draw = () => {
    for (const fold of all(".form-fold", form)) {
      const next = fold.nextElementSibling;
      const line = next?.matches(".form-fold-set") ? next : made(fold);
      const set = all("input, select, textarea", one(".form-folded", fold)).map(said).filter(Boolean);
      setText(line, set.join(" · "));
      line.hidden = !set.length;
    }
  };
  form.addEventListener("toggle", draw, true);
  draw();
}

function made(fold) {
  const line = document.createElement("p");
  line.className = "form-fold-set soft small";
  fold.after(line);
  return line;
}

/** "Its name: what is set", or "" for what is as it was when nobody chose. */
function said(field) {
  const name = (selector) => one(selector, field.closest(".field, .check") ?? field.parentElement)?.textContent.trim() ?? "";
  if (field.type === "radio") return field.checked && field.value !== "own" ? name("strong") : "";
  if (field.value.trim() === (field.dataset.usual ?? "")) return "";
  const value = field.tagName === "SELECT" ? field.selectedOptions[0].textContent : field.value.trim();
  return `${name(".field-label")}: ${value}`;
}
