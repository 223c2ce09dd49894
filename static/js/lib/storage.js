/** The browser's storage, which may be shut (private windows), full, or take nothing in silence: no call throws. */

const over = (storage) => ({
  /** → the text, or null where there is none or nothing can be read */
  read(name) {
    try {
      return storage().getItem(name);
    } catch (trouble) {
      return null;
    }
  },

  /** → whether the text is really stored: old Safari's private windows throw, others answer null afterwards */
  write(name, text) {
    try {
      storage().setItem(name, text);
      return storage().getItem(name) === text;
    } catch (trouble) {
      return false;
    }
  },

  /** → the names in it that begin so */
  names(start) {
    try {
      return Object.keys(storage()).filter((name) => name.startsWith(start));
    } catch (trouble) {
      return [];
    }
  },

  erase(name) {
    try {
      storage().removeItem(name);
    } catch (trouble) {
      // Shut: then there is nothing to erase.
    }
  },
});

/** What lasts, and what ends with the window; asked for at each call, as a shut one throws by then. */
export const lasting = over(() => localStorage);
export const { read, write, erase } = lasting;
export const ofWindow = over(() => sessionStorage);
