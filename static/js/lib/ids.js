/** Ids made on this device. crypto.randomUUID is missing on plain http, getRandomValues is not. */
import { read, write } from "./storage.js";

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const random = (length) => crypto.getRandomValues(new Uint8Array(length));

const LAST = "laena.last-id";
let last = 0;

/** The newest time that an id of this phone was made of: its other tabs and former pages count too. */
const newest = () => Math.max(last, Number(read(LAST)) || 0);

/** A UUID version 7 (RFC 9562); a phone's ids rise within a millisecond, too, and when its clock is set back. */
export function uuid7(now = Date.now()) {
  // 48 bits of milliseconds and 12 bits of counter in one number (2^60 > 2^53: kept as ms + fraction of 1/4096).
  last = Math.max(newest() + 1 / 4096, now);
  write(LAST, String(last)); // full or shut: this page still counts on
  const ms = Math.floor(last);
  const counter = Math.floor((last - ms) * 4096);
  const tail = random(8);
  tail[0] = (tail[0] & 0x3f) | 0x80;
  const time = ms.toString(16).padStart(12, "0");
  const end = hex(tail);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, "0")}-${end.slice(0, 4)}-${end.slice(4)}`;
}

/** 32 hex digits that make this phone the same participant again. */
export const deviceKey = () => hex(random(16));
