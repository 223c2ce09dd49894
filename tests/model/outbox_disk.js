/**
 * The disk of the phone: one record, one transaction at a time, whoever asks. To a tab it is its IndexedDB, with a `mood`:
 *   "well"    answers within milliseconds
 *   "hangs"   never begins, and never answers
 *   "throws"
 *   "late"    commits at once, and answers when nobody waits for it any more
 *   "later"   commits and answers when nobody waits for it any more, unless the tab has given it up
 */
import { LocalStore } from "/lib/outbox_store.js";

const never = () => new Promise(() => {});
const LATE_MS = 9000;
const SEEN_WITHIN_MS = 20;
const STILL_MS = 20;

export class Disk {
  constructor(time, chance) {
    Object.assign(this, { time, chance, record: { writes: [], lease: null, gone: {} }, last: Promise.resolve() });
  }

  store(tab) {
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

/**
 * The tabs' localStorage, as outbox_store.js uses it. What one writes is read by the others some milliseconds later, as
 * between a browser's processes, and a process may stand still before and after each step. It takes nothing from a tab that
 * finds it full or is closed.
 */
export class Shelf {
  constructor(time, chance) {
    Object.assign(this, { time, chance, texts: new Map(), views: new Map(), changes: 0 });
  }

  put(tab, name, text) {
    this.changes += 1;
    const held = { text, change: this.changes };
    this.texts.set(name, held);
    for (const [other, view] of this.views) {
      const seen = () => (view.get(name) || { change: 0 }).change < held.change && view.set(name, held);
      if (other === tab) seen();
      else this.time.at(this.chance() * SEEN_WITHIN_MS, seen);
    }
    return true;
  }

  storage(tab) {
    const view = new Map(this.texts);
    this.views.set(tab, view);
    const read = (name) => (view.get(name) || { text: null }).text;
    return {
      read,
      names: (start) => [...view.keys()].filter((name) => name.startsWith(start) && read(name) !== null),
      write: (name, text) => !tab.full && this.put(tab, name, text),
      erase: (name) => tab.alive && this.put(tab, name, null),
    };
  }

  store(tab) {
    const local = new LocalStore("", this.storage(tab));
    const still = () => this.time.sleep(this.chance() * STILL_MS);
    return {
      lasting: true,
      peek: () => local.peek(),
      clear: () => local.clear(),
      update: async (step) => {
        await still();
        if (!tab.alive) return never();
        const record = await local.update(step);
        await still();
        return tab.alive ? record : never();
      },
    };
  }
}
