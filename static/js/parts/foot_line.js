/** The sentence at the foot of the page: "saved" only when the server has all of it and nothing else is half done. Pure. */
import { held, unsent } from "../lib/outbox_queue.js";
import { isTap } from "../lib/writes.js";

/** saved: own notes that the server has; drafting: is a text being typed or edited? → [word, values] or null */
export function footLine({ writes, saved, drafting, lasting }) {
  const count = unsent(writes);
  if (count) return [lasting ? "waiting_count" : "waiting_here", { count }];
  const refused = writes.filter((write) => write.state === "refused" || held(write)).length;
  if (refused) return ["refused_count", { count: refused }];
  const underway = writes.some((write) => !isTap(write)); // a note that is about to be deleted
  return saved && !drafting && !underway ? ["saved_last", {}] : null;
}
