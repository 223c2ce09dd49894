/** One tab of the phone: the outbox's own modules over the model's stores and network, which a closed tab no longer uses. */
import { deliverer } from "/lib/deliver.js";
import { Outbox } from "/lib/outbox.js";
import { LastingStore } from "/lib/outbox_lasting.js";
import { MemoryStore } from "/lib/outbox_store.js";

export class Tab {
  constructor(life, { mood = "well", full = false } = {}) {
    Object.assign(this, { alive: true, over: false, mood, full, shown: new Set(), owed: new Set() });
    this.death = new Promise((resolve) => { this.die = resolve; });
    const fetch = life.network.fetch(this);
    const send = deliverer({ base: "/api/w/KHON23", device: "key", rejoin: () => Promise.resolve(false) });
    const memory = new MemoryStore();
    const spare = { lasting: false, update: (step) => (this.alive ? memory.update(step) : new Promise(() => {})) };
    const others = () => life.tabs.filter((tab) => tab !== this && tab.alive);
    const say = () => others().forEach((tab) => life.time.at(1, () => tab.alive && tab.hear()));
    this.store = new LastingStore("", say, [life.disk.store(this), life.shelf.store(this), spare]);
    this.outbox = new Outbox({
      store: this.store,
      send: (write) => {
        window.fetch = fetch; // deliver.js calls it before it first waits
        return send(write);
      },
      tell: {
        say,
        listen: (hear) => { this.hear = hear; },
      },
      onChange: (writes) => this.shows(writes, life),
      onSent: (write) => life.saved(write, this),
      onRefused: () => {},
      onElsewhere: () => this.owed.clear(),
    });
    this.hear = () => {};
  }

  /** What another tab has sent is gone from this list: its page must ask the server, or it stands nowhere any more. */
  shows(writes, life) {
    const now = new Set(writes.map((write) => write.key));
    for (const key of this.shown) {
      const by = life.sentBy.get(key) || new Set();
      if (!now.has(key) && by.size && !by.has(this)) this.owed.add(key);
    }
    this.shown = now;
  }

  /** What memory alone has is lost with the tab: the banner asks people to leave it open until everything is sent. */
  mayClose() {
    return this.store.lasting || !this.outbox.writes.length;
  }

  close() {
    this.alive = false;
    this.die();
  }
}
