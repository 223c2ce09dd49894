const TIMEOUT_MS = 20000;

/** Ask the server for JSON; rejects when no JSON answer comes in time. → {status, body} */
export async function ask(method, url, device, payload, again = 0) {
  const stop = typeof AbortController === "function" ? new AbortController() : null;
  let timer = null;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error("no answer in time"));
      if (stop) stop.abort();
    }, TIMEOUT_MS);
  });
  try {
    const headers = { Accept: "application/json" };
    if (again) headers["X-Laena-Again"] = String(again); // counted by the server's metrics
    if (device) headers.Authorization = `Bearer ${device}`;
    if (payload !== undefined) headers["Content-Type"] = "application/json";
    const body = payload === undefined ? undefined : JSON.stringify(payload);
    const answer = async () => {
      const response = await fetch(url, { method, headers, body, signal: stop ? stop.signal : undefined, cache: "no-store" });
      return { status: response.status, body: await response.json() };
    };
    return await Promise.race([answer(), late]);
  } finally {
    clearTimeout(timer);
  }
}
