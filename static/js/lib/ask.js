const TIMEOUT_MS = 20000;

/** What `make(signal)` promises; rejects when it takes too long. */
export async function inTime(make, ms = TIMEOUT_MS) {
  const stop = typeof AbortController === "function" ? new AbortController() : null;
  let timer = null;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error("no answer in time"));
      if (stop) stop.abort();
    }, ms);
  });
  try {
    return await Promise.race([make(stop ? stop.signal : undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Ask the server for JSON; rejects when no JSON answer comes in time. → {status, body} */
export async function ask(method, url, device, payload, again = 0) {
  const headers = { Accept: "application/json" };
  if (again) headers["X-Laena-Again"] = String(again); // counted by the server's metrics
  if (device) headers.Authorization = `Bearer ${device}`;
  if (payload !== undefined) headers["Content-Type"] = "application/json";
  const body = payload === undefined ? undefined : JSON.stringify(payload);
  return inTime(async (signal) => {
    const response = await fetch(url, { method, headers, body, signal, cache: "no-store" });
    return { status: response.status, body: await response.json() };
  });
}
