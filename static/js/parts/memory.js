/** What this phone remembers between visits: its device keys, who it joined as, and what is half typed. */
import { deviceKey } from "../lib/ids.js";
import { erase, read, write } from "../lib/storage.js";

const spare = new Map(); // what storage does not take: it lasts as long as the page

export function recall(name, otherwise = null) {
  if (spare.has(name)) return spare.get(name);
  const text = read(`laena.${name}`);
  try {
    return text === null ? otherwise : JSON.parse(text);
  } catch (trouble) {
    return otherwise;
  }
}

/** → whether it outlives the page */
export function remember(name, value) {
  const stored = write(`laena.${name}`, JSON.stringify(value));
  if (stored) spare.delete(name);
  else spare.set(name, value);
  return stored;
}

/** Forgets also where storage is full and would take nothing new. */
export function forget(name) {
  spare.delete(name);
  erase(`laena.${name}`);
}

/** Does it end with this page? Without a name: does anything? */
export const fleeting = (name) => (name ? spare.has(name) : spare.size > 0);

/**
 * The same key at every visit of a workshop, and another for each workshop. A phone that joined under a release which
 * had one key for all goes on with that one, and with what waits under it.
 */
export function device(code) {
  const name = `device.${code}`;
  const known = recall(name);
  if (known) return known;
  const joined = read(`laena.me.${code}`) !== null;
  remember(name, (joined && recall("device")) || deviceKey());
  return recall(name);
}
