import { data } from "../../lib/dom.js";

const AGAIN_MS = 2000;
const LONGEST_MS = 30000;
// Who is signed out, may not see it or looks for what is gone gets another page than this one, which says so.
const ELSEWHERE = new Set([401, 403, 404]);

/** load(since) for the Feed: the board as `view` may see it. Rejects with the answer's `status`, without one where none came in time. */
export function loader(code, view) {
  return async (since) => {
    const query = since === null ? "" : `&since=${since}`;
    const response = await fetch(`/api/w/${code}/board?view=${view}${query}`, { cache: "no-store", signal: AbortSignal.timeout?.(LONGEST_MS) });
    if (!response.ok) throw Object.assign(new Error(`HTTP ${response.status}`), { status: response.status });
    return response.json();
  };
}

/**
 * Gives `take` the board that came with the page. Of many notes it comes by itself (early.js), so that the page is seen
 * before they are read; until then nothing in `root` can be used, and `said`,
 * outside of it, says why to those who hear the page.
 */
export async function firstBoard(take, load, root, loading, said) {
  const given = data("board-data");
  if (given.notes) return take(given);
  take(await (window.laenaEarly ?? load(null)).catch((trouble) => persist(load, trouble)));
  delete window.laenaEarly;
  root.inert = false;
  loading.remove();
  said.textContent = "";
  return null;
}

async function persist(load, trouble) {
  for (;;) {
    if (ELSEWHERE.has(trouble.status)) {
      location.reload();
      return new Promise(() => {});
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    try {
      return await load(null);
    } catch (again) {
      trouble = again; // the page says that it is connecting, which stays true
    }
  }
}
