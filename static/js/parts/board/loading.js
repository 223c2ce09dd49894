import { data } from "../../lib/dom.js";

const AGAIN_MS = 2000;

/** load(since) for the Feed: the board as `view` may see it. */
export function loader(code, view) {
  return async (since) => {
    const query = since === null ? "" : `&since=${since}`;
    const response = await fetch(`/api/w/${code}/board?view=${view}${query}`, { cache: "no-store" });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.json();
  };
}

/**
 * Gives `take` the board that came with the page. Of many notes it comes by itself (early.js), so that the page is seen
 * before they are read; until then nothing in `root` can be used.
 */
export async function firstBoard(take, load, root, loading) {
  const given = data("board-data");
  if (given.notes) return take(given);
  take(await (window.laenaEarly ?? load(null)).catch(() => persist(load)));
  delete window.laenaEarly;
  root.inert = false;
  loading.remove();
  return null;
}

async function persist(load) {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    try {
      return await load(null);
    } catch {
      // The page says that it is connecting, which stays true.
    }
  }
}
