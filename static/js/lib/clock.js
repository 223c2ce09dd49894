/** The server's clock on this device, and one interval that every countdown shares. */

let correction = 0;
let best = Infinity;
const listeners = new Set();
let ticking = null;

/** Learn from an answer: the server said `serverMs` between `sentMs` and `receivedMs` (device clock). The quickest
 *  answer of the page tells best; a difference over 2 s means that the device's clock was set, and is believed at once. */
export function sync(serverMs, sentMs = Date.now(), receivedMs = sentMs) {
  const trip = receivedMs - sentMs;
  const offset = serverMs - (sentMs + receivedMs) / 2;
  if (trip <= best || Math.abs(offset - correction) > 2000) {
    best = trip;
    correction = offset;
  }
}

/** Milliseconds on the server's clock. */
const now = () => Date.now() + correction;

/** Whole seconds left of a Timer of the contract ({ends_at, seconds, running, left}); null without one. */
export function remaining(timer, at = now()) {
  if (!timer) return null;
  return timer.running ? Math.max(0, Math.ceil((timer.ends_at - at) / 1000)) : Math.max(0, Math.ceil(timer.left));
}

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
