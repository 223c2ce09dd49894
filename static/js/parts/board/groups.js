import { now } from "../../lib/clock.js";
import { fill, fragment, list, setText, word } from "../../lib/dom.js";
import { figure } from "./figure.js";

/** The groups: who has joined, how many are there now, and the notes that are shown with the group's name. */
export function drawGroups({ parent, total }, state) {
  setText(total, word("connected_n", { n: figure(state.connected ?? 0) }));
  const rows = withOthers(state);
  list(parent, rows, {
    key: (group) => group.id,
    make: () => fragment("group-template"),
    update: (element, group) => fill(element, {
      name: group.name,
      on: group.id === "" ? "" : there(group, state),
      notes: group.notes || !state.without_group ? word("notes_n", { n: figure(group.notes) }) : "",
      connected: group.connected > 0,
      shows: group.id !== "" && group.notes > 0 && !apart(state),
      show: word("show_group", { name: group.name }),
    }),
  });
}

/** The groups, and those that are not shown as one more: {id: "", name, notes}. */
export function withOthers(state) {
  const { groups, without_group: notes } = state;
  if (!notes) return groups;
  return [...groups, { id: "", name: word(together(state) ? "all_groups" : "other_groups"), notes }];
}

/** Are the notes of all groups counted as one, since a phase is anonymous and open? */
export const together = (state) => apart(state) && state.without_group > 0 && state.groups.every(({ notes }) => !notes);

/** While a phase is anonymous nobody learns which group has just connected; nor while late notes of it may come. */
export const apart = ({ phases }) =>
  phases.some(({ state, identity, late_until: until }) => identity === "anonymous" && (state === "open" || until > now()));

/** How many devices joined, and how many of them are connected where that may be shown: word of these may come sooner. */
export function there({ connected = 0, participants = 0 }, state) {
  return apart(state) ? word("group_all", { all: participants }) : word("group_on", { on: connected, all: Math.max(connected, participants) });
}
