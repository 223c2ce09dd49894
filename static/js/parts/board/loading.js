/** load(since) for the Feed: the board as `view` may see it. */
export function loader(code, view) {
  return async (since) => {
    const query = since === null ? "" : `&since=${since}`;
    const response = await fetch(`/api/w/${code}/board?view=${view}${query}`, { cache: "no-store" });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.json();
  };
}
