/** Ids made on this device. crypto.randomUUID is missing on plain http, getRandomValues is not. */
import { read, write } from "./storage.js";

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const random = (length) => crypto.getRandomValues(new Uint8Array(length));

const LAST = "laena.last-id";
const COUNTERS = 4096;
let last = [0, 0];

const later = (one, other) => one[0] > other[0] || (one[0] === other[0] && one[1] > other[1]);

/** [ms, counter] as `ms:counter`; former pages stored one number, in which a year such as 2569 left no room for a counter. */
function stored() {
  const [ms, counter] = (read(LAST) || "").split(":").map(Number);
  return ms > 0 ? [Math.floor(ms), counter || Math.floor((ms % 1) * COUNTERS)] : [0, 0];
}

/** The newest time that an id of this phone was made of: its other tabs and former pages count too. */
function newest() {
  const there = stored();
  return later(there, last) ? there : last;
}

/** A UUID version 7 (RFC 9562); a phone's ids rise within a millisecond, too, and when its clock is set back. */
export function uuid7(now = Date.now()) {
  const [ms, counter] = newest();
  const next = counter + 1 < COUNTERS ? [ms, counter + 1] : [ms + 1, 0];
  last = later([Math.floor(now), 0], next) ? [Math.floor(now), 0] : next;
  write(LAST, last.join(":")); // full or shut: this page still counts on
  const tail = random(8);
  tail[0] = (tail[0] & 0x3f) | 0x80;
  const time = last[0].toString(16).padStart(12, "0");
  const end = hex(tail);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${last[1].toString(16).padStart(3, "0")}-${end.slice(0, 4)}-${end.slice(4)}`;
}

/** 32 hex digits that make this phone the same participant again. */
export const deviceKey = () => hex(random(16));
