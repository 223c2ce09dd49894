/** What this phone remembers between visits: its device key, who it joined as, and what is half typed. */
import { deviceKey } from "../lib/ids.js";

const spare = new Map(); // when storage is shut (private windows)

export function recall(name, otherwise = null) {
  try {
    const text = localStorage.getItem(`laena.${name}`);
    return text === null ? otherwise : JSON.parse(text);
  } catch (trouble) {
    return spare.has(name) ? spare.get(name) : otherwise;
  }
}

export function remember(name, value) {
  spare.set(name, value);
  try {
    localStorage.setItem(`laena.${name}`, JSON.stringify(value));
  } catch (trouble) {
    // Full or shut: this page still knows it.
  }
}

/** The same key at every visit: the same phone is the same participant. */
export function device() {
  const known = recall("device");
  if (known) return known;
  remember("device", deviceKey());
  return recall("device");
}
