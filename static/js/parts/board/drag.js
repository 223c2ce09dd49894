// Drag and drop with a mouse: notes onto themes and trays, a theme onto another. The same is in the menus for keyboard and touch.

/** `root` holds notes, themes and places with data-drop. `state.dragging` is true from the start to the end of a drag.
 *  `joined(dropped, target)` hears of a theme that was dropped on another, `hides(note id)` of a note on the hidden. */
export function dragging(root, board, actions, state, { ended, joined, hides }) {
  let held = null; // {note} or {theme}

  const placeUnder = (event) => {
    const place = event.target.closest?.("[data-drop]");
    return place && held && allowed(held, place) ? place : null;
  };
  const mark = (place) => {
    for (const marked of root.querySelectorAll(".is-over")) if (marked !== place) marked.classList.remove("is-over");
    place?.classList.add("is-over");
  };

  root.addEventListener("dragstart", (event) => {
    held = grasped(event.target, board);
    if (!held) return;
    const { text, label, category } = held.note ?? held.theme;
    state.dragging = true;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", text ?? label);
    root.classList.add(held.note ? "is-dragging" : "is-dragging-theme");
    root.dataset.category = category;
  });
  root.addEventListener("dragover", (event) => {
    const place = placeUnder(event);
    mark(place);
    if (place) event.preventDefault();
  });
  root.addEventListener("drop", (event) => {
    const place = placeUnder(event);
    if (!place) return;
    event.preventDefault();
    if (held.theme) joined(held.theme.id, place.dataset.drop);
    else if (place.dataset.drop === "hidden") hides(held.note.id);
    else drop(held.note, place.dataset.drop, actions);
  });
  root.addEventListener("dragend", () => {
    held = null;
    state.dragging = false;
    mark(null);
    root.classList.remove("is-dragging", "is-dragging-theme");
    ended();
  });
}

function grasped(target, board) {
  const note = target.closest?.("[data-note]");
  if (note) return { note: board.note(note.dataset.note) };
  const theme = target.closest?.(".theme-head")?.closest("[data-theme]");
  return theme ? { theme: board.theme(theme.dataset.theme) } : null;
}

/** Notes and themes stay in their category, and are not dropped where they already lie. */
function allowed({ note, theme }, place) {
  const target = place.dataset.drop;
  if (theme) return place.dataset.category === theme.category && target !== theme.id;
  if (target === "hidden" || target === "ungrouped") return note.status !== target;
  if (target === "new") return true;
  return place.dataset.category === note.category && note.theme_id !== target;
}

function drop(note, target, actions) {
  actions.move(note.id, target === "ungrouped" ? null : target);
}
