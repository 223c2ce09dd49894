/** Keep the bar with the Send button above the on-screen keyboard, where the browser lays the keyboard over the page. */
export function followKeyboard() {
  const view = window.visualViewport;
  const root = document.documentElement.style;
  const measure = () => {
    const covered = view ? Math.max(0, window.innerHeight - view.height - view.offsetTop) : 0;
    // Pinch-zoom makes the viewport smaller too, and is no keyboard.
    root.setProperty("--keyboard", view && view.scale > 1.05 ? "0px" : `${Math.round(covered)}px`);
  };
  if (view) {
    view.addEventListener("resize", measure);
    view.addEventListener("scroll", measure);
  }
  measure();
}

/** --foot: the height of the fixed bar that is shown, so that neither toasts nor the last note lie under it. */
export function followFoot() {
  const measure = () => {
    const shown = Array.from(document.querySelectorAll(".foot")).find((foot) => foot.offsetHeight);
    document.documentElement.style.setProperty("--foot", `${shown ? shown.offsetHeight : 0}px`);
  };
  if (typeof ResizeObserver === "function") {
    const observer = new ResizeObserver(measure);
    document.querySelectorAll(".foot").forEach((foot) => observer.observe(foot));
  }
  measure();
}
