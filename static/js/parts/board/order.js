// Themes hold still: a grown theme keeps its place until somebody lets the wall be put in order again.

const bySize = (a, b) => b.count - a.count || (a.id < b.id ? -1 : 1);

// Of an order that `held` made: the same with the ids that left, at their places, as an undo brings them back.
const places = new WeakMap();

/** `kept` (ids in shown order) brought up to date: gone ids leave, new ones join at the end, the largest of them first, and
 *  one that was gone, as until a merge is undone, has its place again. */
export function held(kept, themes) {
  const here = new Set(themes.map((theme) => theme.id));
  const former = places.get(kept) ?? kept;
  const known = new Set(former);
  const join = themes.filter((theme) => !known.has(theme.id)).sort(bySize).map((theme) => theme.id);
  const order = [...former, ...join];
  const now = order.filter((id) => here.has(id));
  places.set(now, order);
  return now;
}

/** The ids in their right order: largest first, ties by id. */
export const ranked = (themes) => [...themes].sort(bySize).map((theme) => theme.id);

export const same = (a, b) => a.length === b.length && a.every((id, place) => id === b[place]);
