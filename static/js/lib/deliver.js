/**
 * One write over HTTP, and what its answer means for the outbox: done, refused for good, or to be sent again.
 */
import { ask } from "./ask.js";
import { doneWhenGone, request } from "./writes.js";

const KEEP_TRYING = new Set([408, 425, 429]);
// What this server says where there is no such text; that there is no such page or workshop is said elsewhere too.
const GONE = new Set(["not_yours", "unknown_note", "note_withdrawn"]);

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
