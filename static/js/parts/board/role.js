/** What the role of a helper changes on the console: the server refuses it all the same. */

const CHANGING = ".theme-label, .phase-button, [draggable='true']";

/** A viewer's clicks and drags change nothing. */
export function keepStill(root) {
  if (root.dataset.role !== "viewer") return;
  for (const kind of ["click", "dragstart", "dblclick"]) {
    root.addEventListener(kind, (event) => {
      if (!event.target.closest?.(CHANGING) || event.target.closest("a")) return;
      event.preventDefault();
      event.stopPropagation();
    }, true);
  }
}

/** Loads the page anew once this helper has another role: it has other buttons. */
export function followRole(root, role) {
  if (role !== undefined && role !== root.dataset.role) location.reload();
}
