/**
 * The disk of the phone: one record, one transaction at a time, whoever asks. To a tab it is its IndexedDB, with a `mood`:
 *   "well"    answers within milliseconds
 *   "hangs"   never begins, and never answers
 *   "throws"
 *   "late"    commits at once, and answers when nobody waits for it any more
 *   "later"   commits and answers when nobody waits for it any more, unless the tab has given it up
 */
const LATE_MS = 9000;

export class Disk {
  constructor(time, chance) {
    Object.assign(this, { time, chance, record: { writes: [], lease: null, gone: {} }, last: Promise.resolve() });
  }

  store(tab) {
    const never = () => new Promise(() => {});
    const update = async (step) => {
      await this.time.sleep(this.chance() * 4);
      if (tab.mood === "later") await this.time.sleep(LATE_MS);
      if (!tab.alive) return never();
      if (tab.over) throw new Error("aborted");
      const mood = tab.mood;
      this.record = structuredClone(step(structuredClone(this.record)));
      const written = structuredClone(this.record);
      await this.time.sleep(mood === "late" ? LATE_MS : this.chance() * 4);
      return tab.alive ? written : never();
    };
    return {
      lasting: true,
      giveUp: () => { tab.over = true; },
      update: (step) => {
        if (tab.mood === "hangs") return never();
        if (tab.mood === "throws") return Promise.reject(new Error("the disk throws"));
        const mine = this.last.then(() => Promise.race([update(step), tab.death]));
        this.last = mine.catch(() => {});
        return mine.then((record) => (tab.alive ? record : never()));
      },
    };
  }
}

/** A tab's localStorage: one for all tabs, at once; it takes nothing from a tab that finds it full or is closed. */
export class Shelf {
  constructor() {
    this.text = null;
  }

  store(tab) {
    const peek = () => JSON.parse(this.text);
    return {
      lasting: true,
      peek,
      clear: () => { this.text = null; },
      update: async (step) => {
        if (!tab.alive) return new Promise(() => {});
        const record = step(peek() || { writes: [], lease: null, gone: {} });
        if (tab.full) throw new Error("full");
        this.text = JSON.stringify(record);
        return record;
      },
    };
  }
}
