/** What was refused while this phone was muted: sent again by itself, as nobody tells a phone that it may go on. */
import { held } from "../lib/outbox_queue.js";
import { isText } from "../lib/writes.js";

const AGAIN_MS = 60000;

export function resendMuted(outbox) {
  const again = () => outbox.writes.filter(muted).forEach((write) => outbox.resend(write.key));
  again();
  setInterval(again, AGAIN_MS);
}

const muted = (write) => isText(write) && write.state === "refused" && held(write);
