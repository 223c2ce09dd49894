import { all, one } from "../../lib/dom.js";

/** Menus (`<details class="menu">`) close by Escape, by a click beside them, and when one of their commands is given. */
export function foldingMenus() {
  const menus = all("details.menu");
  const fold = (menu) => {
    menu.open = false;
    one("summary", menu).focus();
  };
  for (const menu of menus) {
    // In the capture phase: a dialog that the command opens gives the focus back to what had it, which has to be in sight.
    menu.addEventListener("click", ({ target }) => target.closest("button:not([aria-pressed]):not([type='submit'])") && fold(menu), true);
    menu.addEventListener("submit", () => fold(menu));
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      event.stopPropagation();
      fold(menu);
    });
  }
  document.addEventListener("pointerdown", ({ target }) => {
    for (const menu of menus) if (menu.open && !menu.contains(target)) menu.open = false;
  });
  document.addEventListener("focusin", ({ target }) => {
    for (const menu of menus) if (menu.open && !menu.contains(target) && target !== document.body) menu.open = false;
  });
}
