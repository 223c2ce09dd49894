// Drag and drop with a mouse; the same moves are in the note's menu for keyboard and touch.

/** `root` holds notes and places with data-drop. `state.dragging` is true from the start to the end of a drag. */
export function dragging(root, board, actions, state, ended) {
  let note = null;

  const placeUnder = (event) => {
    const place = event.target.closest?.("[data-drop]");
    return place && note && allowed(note, place) ? place : null;
  };
  const mark = (place) => {
    for (const marked of root.querySelectorAll(".is-over")) if (marked !== place) marked.classList.remove("is-over");
    place?.classList.add("is-over");
  };

  root.addEventListener("dragstart", (event) => {
    const element = event.target.closest?.("[data-note]");
    if (!element) return;
    note = board.note(element.dataset.note);
    state.dragging = true;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", note.text);
    root.classList.add("is-dragging");
    root.dataset.category = note.category;
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
    drop(note, place.dataset.drop, actions);
  });
  root.addEventListener("dragend", () => {
    note = null;
    state.dragging = false;
    mark(null);
    root.classList.remove("is-dragging");
    ended();
  });
}

/** A note stays in its category, and is not dropped where it already lies. */
function allowed(note, place) {
  const target = place.dataset.drop;
  if (target === "hidden" || target === "ungrouped") return note.status !== target;
  if (target === "new") return true;
  return place.dataset.category === note.category && note.theme_id !== target;
}

function drop(note, target, actions) {
  if (target === "hidden") actions.hide(note.id);
  else actions.move(note.id, target === "ungrouped" ? null : target);
}
