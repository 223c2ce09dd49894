/** Which theme or group comes next on the projector. */

const summaries = ({ points = [] }) => points.map(({ group_id: group }) => String(group));

/**
 * The id of the theme or group (`what`) that is `by` places (1, -1) from what is shown, round the ends; null without any.
 * Themes come in the order of the wall: by category, the largest first; groups are those that have a page, and present in
 * the order that was chosen.
 */
export function neighbour(state, what, by) {
  const ids = { theme: themes, group: groups, summary: summaries }[what](state);
  if (!ids.length) return null;
  const at = state.shown?.what === what ? ids.indexOf(state.shown.id) : -1;
  if (at < 0) return ids[by > 0 ? 0 : ids.length - 1];
  return ids[(at + by + ids.length) % ids.length];
}

function themes({ themes: found, workshop }) {
  const order = workshop.categories.map(({ key }) => key);
  return [...found.values()]
    .filter(({ count }) => count > 0)
    .sort((one, other) => order.indexOf(one.category) - order.indexOf(other.category) || other.count - one.count || (one.id < other.id ? -1 : 1))
    .map(({ id }) => id);
}

function groups({ groups: found, notes }) {
  const named = new Set([...notes.values()].map((note) => note.group_id));
  return found.filter(({ id }) => named.has(id)).map(({ id }) => String(id));
}
