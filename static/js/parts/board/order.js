// Themes hold still: a grown theme keeps its place until somebody lets the wall be put in order again.

const bySize = (a, b) => b.count - a.count || (a.id < b.id ? -1 : 1);

/** `kept` (ids in shown order) brought up to date: gone ids leave, new ones join at the end, the largest of them first. */
export function held(kept, themes) {
  const byId = new Map(themes.map((theme) => [theme.id, theme]));
  const stay = kept.filter((id) => byId.has(id));
  const known = new Set(stay);
  const join = themes.filter((theme) => !known.has(theme.id)).sort(bySize).map((theme) => theme.id);
  return [...stay, ...join];
}

/** The ids in their right order: largest first, ties by id. */
export const ranked = (themes) => [...themes].sort(bySize).map((theme) => theme.id);

export const same = (a, b) => a.length === b.length && a.every((id, place) => id === b[place]);
