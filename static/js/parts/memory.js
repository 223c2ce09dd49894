/** What this phone remembers between visits: its device keys, who it joined as, and what is half typed. */
import { deviceKey } from "../lib/ids.js";
import { erase, read, write } from "../lib/storage.js";

/** A memory over a storage {read, write, erase} as in storage.js. */
export function memoryOver(storage) {
  const spare = new Map(); // what storage does not take: it lasts as long as the page
  return {
    recall(name, otherwise = null) {
      if (spare.has(name)) return spare.get(name);
      const text = storage.read(`laena.${name}`);
      try {
        return text === null ? otherwise : JSON.parse(text);
      } catch (trouble) {
        return otherwise;
      }
    },

    /** → whether it outlives the page */
    remember(name, value) {
      const stored = storage.write(`laena.${name}`, JSON.stringify(value));
      if (stored) spare.delete(name);
      else spare.set(name, value);
      return stored;
    },

    /** Forgets also where storage is full and would take nothing new. */
    forget(name) {
      spare.delete(name);
      storage.erase(`laena.${name}`);
    },

    /** Does it end with this page? Without a name: does anything? */
    fleeting: (name) => (name ? spare.has(name) : spare.size > 0),
  };
}

export const memory = memoryOver({ read, write, erase });
export const { recall, remember, forget, fleeting } = memory;

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
