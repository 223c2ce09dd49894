/** What this phone remembers between visits: its device keys, who it joined as, and what is half typed. */
import { deviceKey } from "../lib/ids.js";
import { erase, read, write } from "../lib/storage.js";

const KEY = /^[0-9A-Za-z]{16,128}(\.[0-9A-Za-z]{16,128})?$/; // what the server takes for one
const alike = (value, other) => typeof value === typeof other && (value === null) === (other === null);

/** A memory over a storage {read, write, erase} as in storage.js. */
export function memoryOver(storage) {
  const spare = new Map(); // what storage does not take: it lasts as long as the page
  return {
    /** → what is stored; `otherwise` also where that is of another kind, as nobody knows what writes to a phone's storage */
    recall(name, otherwise = null) {
      if (spare.has(name)) return spare.get(name);
      const text = storage.read(`laena.${name}`);
      try {
        const value = text === null ? otherwise : JSON.parse(text);
        return otherwise === null || alike(value, otherwise) ? value : otherwise;
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
  const key = (place) => (KEY.test(recall(place, "")) ? recall(place) : "");
  if (key(name)) return key(name);
  const joined = read(`laena.me.${code}`) !== null;
  remember(name, (joined && key("device")) || deviceKey());
  return recall(name);
}
