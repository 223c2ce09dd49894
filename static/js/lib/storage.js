/** The browser's localStorage, which may be shut (private windows), full, or take nothing in silence: no call throws. */

/** → the text, or null where there is none or nothing can be read */
export function read(name) {
  try {
    return localStorage.getItem(name);
  } catch (trouble) {
    return null;
  }
}

/** → whether the text is really stored: old Safari's private windows throw, others answer null afterwards */
export function write(name, text) {
  try {
    localStorage.setItem(name, text);
    return localStorage.getItem(name) === text;
  } catch (trouble) {
    return false;
  }
}

export function erase(name) {
  try {
    localStorage.removeItem(name);
  } catch (trouble) {
    // Shut: then there is nothing to erase.
  }
}
