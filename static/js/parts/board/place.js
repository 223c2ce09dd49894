// Where a note is shown: "theme:<id>", one of the three trays outside the themes, or the list of what waits for approval.
const TRAYS = ["ungrouped", "set_aside", "hidden", "unchecked"];

/** A note whose theme has not come in yet waits among the ungrouped, so that it is never out of sight. */
function placeOf(note, themes) {
  if (note.unchecked) return "unchecked";
  if (note.status === "theme" && themes.has(note.theme_id)) return `theme:${note.theme_id}`;
  return TRAYS.includes(note.status) ? note.status : "ungrouped";
}

/** Notes by place, in order of their numbers; every theme and tray has a list, be it empty. */
export function places(notes, themes) {
  const found = new Map([...TRAYS, ...[...themes.keys()].map((id) => `theme:${id}`)].map((key) => [key, []]));
  for (const note of notes) found.get(placeOf(note, themes)).push(note);
  for (const list of found.values()) list.sort((a, b) => a.number - b.number);
  return found;
}
