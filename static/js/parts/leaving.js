/** Texts on their way from the field to a store, which usually answers within some ms. */
const SLOW_MS = 250;

/** leaving = new Leaving(changed); changed() when a text takes its time and when it has left */
export class Leaving {
  constructor(changed) {
    Object.assign(this, { changed, texts: new Map() });
  }

  /** Does a text of this phase take its time? */
  slow(phase) {
    return [...this.texts.values()].some((text) => text.slow && text.phase === phase);
  }

  /** Send a text once, also where Send is pressed twice. */
  async go(phase, typed, send) {
    const key = `${phase} ${typed}`;
    if (this.texts.has(key)) return;
    const text = { phase, slow: false };
    this.texts.set(key, text);
    const timer = setTimeout(() => {
      text.slow = true;
      this.changed();
    }, SLOW_MS);
    try {
      await send();
    } finally {
      clearTimeout(timer);
      this.texts.delete(key);
      this.changed();
    }
  }
}
