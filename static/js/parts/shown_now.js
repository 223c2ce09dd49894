/**
 * What the facilitator shows in the wall's place: {what, label, category, notes}, or null for the live wall, also when what
 * was shown is gone. `state` is a board's.
 */
export function shownNow({ shown, themes, notes, groups }) {
  const { what, id } = shown ?? {};
  const visible = [...notes.values()].filter(({ status }) => status !== "hidden");
  if (what === "theme") return ofTheme(themes.get(id), visible.filter((note) => note.status === "theme" && note.theme_id === id));
  if (what === "note") return ofNotes(what, "", visible.filter((note) => note.id === id));
  if (what === "group") {
    const group = groups.find((each) => String(each.id) === id);
    return group ? ofNotes(what, group.name, visible.filter((note) => String(note.group_id) === id && note.status !== "set_aside")) : null;
  }
  return what ? { what, label: "", category: "", notes: [] } : null;
}

const ofTheme = (theme, notes) => (theme && !theme.gone ? { what: "theme", label: theme.label, category: theme.category, notes } : null);
const ofNotes = (what, label, notes) => (notes.length ? { what, label, category: notes[0].category, notes } : null);
