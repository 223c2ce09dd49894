import { pausing } from "../lib/programme.js";

/**
 * What the facilitator shows in the wall's place: {what, label, category, notes}, of what the room was asked {stage, id}
 * too, or null for the wall, also when what was shown is gone. A break of the programme stands there until it is over. `state` is a board's.
 */
export function shownNow({ shown, themes, notes, groups, actions, points, asked, programme, workshop, icebreaker_shown: icebreaker }) {
  const { what, id } = shown ?? {};
  const visible = (chosen) => [...notes.values()].filter((note) => note.status !== "hidden" && chosen(note));
  if (what === "theme") return ofTheme(themes.get(id), visible((note) => note.status === "theme" && note.theme_id === id));
  if (what === "note") return ofNotes(what, "", visible((note) => note.id === id));
  if (what === "group") {
    const group = groups.find((each) => String(each.id) === id);
    return group ? ofNotes(what, group.name, visible((note) => String(note.group_id) === id && note.status !== "set_aside")) : null;
  }
  if (what === "asked") return ofAsked(asked?.find((each) => each.id === id));
  if (what === "icebreaker") return ofIcebreaker(id, icebreaker);
  if (what === "programme" && id) return pausing(programme) && !workshop.ended ? { what, label: programme.now.title, category: "", notes: [] } : null;
  if (what === "wall") return null;
  if (what === "summary") return ofSummary(id, groups, points);
  if (what === "actions") return { what, label: "", category: "", notes: actions ?? [] };
  return what ? { what, label: "", category: "", notes: [] } : null;
}

const ofTheme = (theme, notes) => (theme && !theme.gone ? { what: "theme", label: theme.label, category: theme.category, notes } : null);
function ofSummary(id, groups, points) {
  const summary = points?.find(({ group_id: group }) => String(group) === id);
  const group = groups.find((each) => String(each.id) === id);
  return summary && group ? { what: "summary", label: group.name, category: "", notes: summary.points } : null;
}

const ofIcebreaker = (id, told) =>
  told?.id === id ? { what: "icebreaker", label: told.title[document.documentElement.lang] ?? told.title.th, category: "", notes: [] } : null;

const ofAsked = (asked) => (asked ? { what: "asked", label: "", category: "", notes: [], stage: asked.stage, id: asked.id } : null);

const ofNotes = (what, label, notes) => (notes.length ? { what, label, category: notes[0].category, notes } : null);
