/**
 * One page of the phone: outbox, drafts and edits over the model's stores, wired as participant.js and compose.js wire
 * them. A closed page does nothing any more; what it stored stays.
 */
import { deliverer } from "/lib/deliver.js";
import { Outbox } from "/lib/outbox.js";
import { LastingStore } from "/lib/outbox_lasting.js";
import { MemoryStore } from "/lib/outbox_store.js";
import { uuid7 } from "/lib/ids.js";
import { DraftStore } from "/parts/draft_store.js";
import { Edits } from "/parts/edits.js";
import { footLine } from "/parts/foot_line.js";
import { memoryOver } from "/parts/memory.js";

export const PHASE = 1;
const never = () => new Promise(() => {});

export class PhoneTab {
  /** mood of its IndexedDB (outbox_disk.js); full: its localStorage takes nothing, by throwing or in silence */
  constructor(life, { mood, full }) {
    Object.assign(this, { life, alive: true, over: false, mood, full, mine: new Set(), saved: new Set() });
    this.death = new Promise((resolve) => { this.die = resolve; });
    const others = () => life.tabs.filter((tab) => tab !== this && tab.alive);
    const say = () => others().forEach((tab) => life.time.at(1, () => tab.alive && tab.hear()));
    const memory = new MemoryStore();
    const spare = { lasting: false, update: (step) => (this.alive ? memory.update(step) : never()) };
    this.store = new LastingStore("", say, [life.disk.store(this), life.shelf.store(this), spare]);
    const fetch = life.network.fetch(this);
    const send = deliverer({ base: "/api/w/KHON23", device: "key", rejoin: () => Promise.resolve(false) });
    this.hear = () => {};
    this.outbox = new Outbox({
      store: this.store,
      tell: { say, listen: (hear) => { this.hear = hear; } },
      send: (write) => {
        window.fetch = fetch; // deliver.js calls it before it first waits
        return send(write);
      },
      onChange: () => this.look(),
      onSent: (write, { note }) => {
        this.saved.add(note ? note.id : write.note);
        if (note) this.edits.rename(write.note, note.id);
        life.shownAsSaved(write);
      },
    });
    this.memory = memoryOver(life.web.storage(this));
    this.drafts = new DraftStore("KHON23", uuid7(), this.memory);
    this.edits = new Edits("KHON23", this.memory);
    this.field = this.drafts.of(PHASE).text;
    this.outbox.start();
  }

  /** The foot says "saved": then the server has everything that was handed in on this page. */
  look() {
    const { writes } = this.outbox;
    const drafting = this.drafts.texts().length > 0;
    const lasting = this.store.lasting && !this.memory.fleeting();
    const line = footLine({ writes, saved: this.saved.size, drafting, lasting });
    if (line && line[0] === "saved_last") for (const id of this.mine) this.life.claimed(id);
  }

  type(text) {
    this.field = text;
    this.drafts.put(PHASE, { text, category: "problem" });
  }

  /** As Compose.submit: field and draft are emptied once a store has the note. */
  async send() {
    const typed = this.field;
    const id = uuid7();
    await this.outbox.add(id, { phase_id: PHASE, category: "problem", text: typed });
    if (!this.alive) return never();
    this.mine.add(id);
    if (this.field === typed) {
      this.field = "";
      this.drafts.sent(PHASE, typed);
    }
    return id;
  }

  /** Another phone brings what waits, soon or when all is long over, once or twice; its own network is good. */
  async rescue() {
    const { server, time, chance } = this.life;
    const shown = await this.outbox.lend();
    const bring = ({ note, body }) => server.take("POST", "/api/w/KHON23/notes", { id: note, ...body });
    for (let times = this.alive ? chance.of([0, 1, 1, 2]) : 0; times; times -= 1) {
      time.at(chance() * chance.of([1, 1000, 60000]), () => shown.forEach(bring));
    }
  }

  typeEdit(id, text) {
    this.edits.set(id, text);
  }

  async saveEdit(id) {
    const text = this.edits.of(id);
    await this.outbox.edit(id, { text });
    if (!this.alive) return never();
    if (this.edits.of(id) === text) this.edits.drop(id);
    return text;
  }

  /** What memory alone has is lost with the page: a banner asks people to leave it open until everything is sent. */
  mayClose() {
    return (this.store.lasting || !this.outbox.writes.length) && !this.memory.fleeting();
  }

  close() {
    this.alive = false;
    this.die();
  }
}

/** The localStorage that all pages of the phone share, beside the shelf of the outbox. */
export class Web {
  constructor() {
    this.texts = new Map();
  }

  storage(tab) {
    return {
      read: (name) => (this.texts.has(name) ? this.texts.get(name) : null),
      write: (name, text) => {
        if (tab.full || !tab.alive) return false;
        this.texts.set(name, text);
        return true;
      },
      erase: (name) => tab.alive && this.texts.delete(name),
    };
  }
}
