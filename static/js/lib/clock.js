/** The server's clock on this device, and one interval that every countdown shares. */

const SET_MS = 2000;
const PAST_MS = 60000;

// The page's own clock: nobody sets it, unlike the device's.
export const device = () => performance.now();

let correction = Date.now() - device();
let best = Infinity;
const listeners = new Set();
let ticking = null;

/** Learn from an answer: the server said `serverMs` between `sentMs` and `receivedMs` (of device()). The quickest
 *  answer of the page tells best; a difference over 2 s means that a clock was set or slept, and is believed at once.
 *  A message that was not asked for (no `sentMs`) may have waited on its way: it is believed until the next answer. */
export function sync(serverMs, sentMs = null, receivedMs = device()) {
  const trip = sentMs === null ? Infinity : receivedMs - sentMs;
  const offset = serverMs - (sentMs === null ? receivedMs : (sentMs + receivedMs) / 2);
  if ((trip <= best && sentMs !== null) || Math.abs(offset - correction) > SET_MS) {
    best = trip;
    correction = offset;
  }
}

/** Milliseconds on the server's clock. */
export const now = () => device() + correction;

/** Whole seconds left of a Timer of the contract ({ends_at, seconds, running, left}); null without one. */
export function remaining(timer, at = now()) {
  if (!timer) return null;
  // Never more than the whole: a server that stood still while its clock was put right could not move the end.
  return timer.running ? Math.min(timer.seconds, Math.max(0, Math.ceil((timer.ends_at - at) / 1000))) : Math.max(0, Math.ceil(timer.left));
}

/** Whether it ended a minute ago: "time is up" then leaves what is not about time. */
export const isPast = (timer, at = now()) => !!timer && !!timer.running && at - timer.ends_at > PAST_MS;

/** A time in ms as "10:45", in the zone of this device. */
export const asTime = (ms) => new Date(ms).toLocaleTimeString("th", { hour: "2-digit", minute: "2-digit", hour12: false });

/** 754 → "12:34"; over an hour "1:02:03". */
export function asClock(seconds) {
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** Call `listener` four times a second while anybody listens (so that all screens turn within 250 ms). → stop() */
export function everyTick(listener) {
  listeners.add(listener);
  if (!ticking) ticking = setInterval(() => listeners.forEach((each) => each()), 250);
  return () => {
    listeners.delete(listener);
    if (!listeners.size) {
      clearInterval(ticking);
      ticking = null;
    }
  };
}
