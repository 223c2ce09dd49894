import { all } from "../../lib/dom.js";

const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
const PARTS = "button, a[href], summary";

/** Each `[data-rove]` is one tab stop; the arrow keys, Home and End go on inside of it. → draw(), after its parts changed */
export function roving() {
  const bars = all("[data-rove]");
  const parts = (bar) => all(PARTS, bar).filter((part) => !part.disabled && !part.closest("[hidden], .menu-panel"));
  const choose = (bar, chosen) => {
    for (const part of parts(bar)) part.tabIndex = part === chosen ? 0 : -1;
  };
  for (const bar of bars) {
    bar.addEventListener("focusin", ({ target }) => parts(bar).includes(target) && choose(bar, target));
    bar.addEventListener("keydown", (event) => {
      const found = parts(bar);
      const at = found.indexOf(event.target);
      if (at < 0 || !(event.key in STEPS)) return;
      event.preventDefault();
      found[Math.max(0, Math.min(found.length - 1, at + STEPS[event.key]))].focus();
    });
  }
  return () => {
    for (const bar of bars) {
      const now = parts(bar);
      const stands = now.find((part) => part.tabIndex === 0 && part.dataset.roved !== undefined);
      const first = stands ?? now.find((part) => part.matches('[aria-pressed="true"], [data-state="open"] *')) ?? now[0];
      for (const part of now) part.dataset.roved = "";
      choose(bar, first);
    }
  };
}
