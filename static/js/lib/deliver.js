/**
 * One write over HTTP, and what its answer means for the outbox: done, refused for good, or to be sent again.
 */
import { doneWhenGone, request } from "./writes.js";

const TIMEOUT_MS = 20000;
const KEEP_TRYING = new Set([408, 425, 429]);
// What this server says where there is no such text; that there is no such page or workshop is said elsewhere too.
const GONE = new Set(["not_yours", "unknown_note", "note_withdrawn"]);

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

/** deliverer({base: "/api/w/KHON23", device, rejoin}) → send(write) for the Outbox. */
export function deliverer({ base, device, rejoin, onReach = () => {} }) {
  let last = { key: "", again: 0 };
  return async function send(write) {
    let reply;
    const again = write.key === last.key ? last.again + 1 : 0;
    last = { key: write.key, again };
    const [method, url, payload] = request(base, write);
    try {
      reply = await ask(method, url, device, payload, again);
      if (reply.status === 401 && (await rejoin())) reply = await ask(method, url, device, payload);
    } catch (trouble) {
      onReach(false);
      return { outcome: "again", after: 0 };
    }
    const { status, body } = reply;
    const ours = Boolean(body) && (body.ok === true || (body.ok === false && typeof body.error === "string" && typeof body.message === "string"));
    onReach(ours && status < 500);
    if (!ours) return { outcome: "again", after: 0 }; // a hotel's portal answers in Laena's place, sometimes with JSON
    if (status < 300 && body.ok) return { outcome: "done", answer: body };
    if (status === 404 && GONE.has(body.error) && doneWhenGone(write)) return { outcome: "done", answer: body }; // gone already
    if (status >= 500 || status === 401 || status < 400 || KEEP_TRYING.has(status)) {
      return { outcome: "again", after: 1000 * (body.retry_after || 0) };
    }
    return { outcome: "refused", why: { code: body.error, message: body.message } };
  };
}
