/**
 * One life of an outbox, drawn from a seed: a person who writes, edits, takes back and taps in one or two tabs that are
 * closed and opened, on a bad network, with a clock that is set. At the end network and stores are good, and the server must
 * hold what the person saw, each write once and in order. `faults` of the stores:
 *   "none"
 *   "indexedDB"  hangs, throws or answers late on any page, one page at a time
 *   "any"        also in one of two tabs only, or localStorage is full as well: then lists can be apart for a while, so that
 *                of two edits the older one may stay, or a delete be undone; but no note is lost, unsent or made twice
 */
import { uuid7 } from "/lib/ids.js";
import { Disk, Shelf } from "./outbox_disk.js";
import { opinion } from "./outbox_opinions.js";
import { Tab } from "./outbox_tab.js";
import { Network, Server, Time, dice } from "./outbox_world.js";

const MOODS = ["well", "hangs", "throws", "late", "later"];

class Life {
  constructor(seed, faults) {
    this.chance = dice(seed);
    this.faulty = faults !== "none";
    this.apart = faults === "any";
    this.alone = faults === "indexedDB" || (this.apart && this.chance.yes(0.5));
    this.time = new Time(this.chance);
    this.server = new Server();
    this.network = new Network(this.time, this.server, this.chance);
    this.disk = new Disk(this.time, this.chance);
    this.shelf = new Shelf(this.time, this.chance);
    Object.assign(this, { tabs: [], wants: new Map(), liked: new Map(), sentBy: new Map(), count: 0, jumped: false });
    Object.defineProperty(navigator, "onLine", { configurable: true, value: true });
  }

  saved(write, tab) {
    this.sentBy.set(write.key, (this.sentBy.get(write.key) || new Set()).add(tab));
    const note = this.server.notes.get(write.note);
    if (write.kind === "note" && !note) this.wrong.push(`shown as saved, not on the server: ${write.key}`);
  }

  open() {
    const { chance } = this;
    const tab = new Tab(this, this.faulty ? { mood: chance.of(["well", ...MOODS]), full: this.apart && this.alone && chance.yes(0.5) } : {});
    this.tabs.push(tab);
    tab.outbox.start();
  }

  anyTab() {
    return this.chance.of(this.tabs.filter((tab) => tab.alive));
  }

  words() {
    this.count += 1;
    return this.chance.yes(0.1) ? `bad ${this.count}` : `text ${this.count}`;
  }

  /** What the person does. Each is awaited by nobody: a tab may close in the middle, and then it may not be kept. */
  act() {
    const { chance, wants } = this;
    const { outbox } = this.anyTab();
    const known = [...wants.keys()].filter((id) => !wants.get(id).gone && this.shows(outbox, id));
    const what = chance();
    if (what < 0.35 || !known.length) {
      const id = uuid7();
      const text = this.words();
      return this.keeps(id, { text }, outbox.add(id, { phase_id: 1, category: "problem", text }));
    }
    const id = chance.of(known);
    if (what < 0.6) {
      const text = this.words();
      return this.keeps(id, { text }, outbox.edit(id, { text }));
    }
    if (what < 0.7) return this.keeps(id, { gone: true }, outbox.remove(id));
    const { kind, subject, on, body } = opinion(this.chance);
    const wish = { on, sure: false }; // until it is on the disk nobody promised anything
    this.liked.set(subject, wish);
    return outbox.tap(kind, subject, body).then(() => { wish.sure = true; });
  }

  /** What was wanted of the note counts from the moment at which the disk has it; until then it may be either. */
  async keeps(id, wish, kept) {
    const note = this.wants.get(id) || { texts: [], open: new Set(), all: [], gone: false, mayBeGone: false, sure: false };
    this.wants.set(id, note);
    if (wish.text) [note.texts, note.all].forEach((texts) => texts.push(wish.text));
    if (wish.text) note.open.add(wish.text);
    if (wish.gone) note.mayBeGone = true;
    await kept;
    note.open.delete(wish.text);
    const older = note.texts.slice(0, Math.max(0, note.texts.indexOf(wish.text)));
    note.texts = note.texts.filter((text) => !older.includes(text) || note.open.has(text)); // two tabs may be overtaken
    if (wish.gone) note.gone = true;
    note.sure = true;
  }

  /** A page shows the notes that the server has, and those of its own list: nobody edits what is not there yet. */
  shows(outbox, id) {
    const note = this.server.notes.get(id);
    return (note && !note.gone) || outbox.writes.some((write) => write.note === id);
  }

  trouble() {
    const { chance } = this;
    const kind = chance.of(["weather", "weather", "offline", "close", "close", "open", "clock", "wake", "nothing"]);
    if (this.faulty && chance.yes(0.4)) this.anyTab().mood = chance.of(MOODS);
    const living = this.tabs.filter((tab) => tab.alive);
    if (kind === "weather") this.network.weather = chance.of([0, 0, 0.3, 0.7, 1]);
    if (kind === "offline") Object.defineProperty(navigator, "onLine", { configurable: true, value: chance.yes(0.5) });
    if (kind === "close" && this.chance.yes(0.7)) this.leave(chance.of(living));
    if (!this.tabs.some((tab) => tab.alive) || (kind === "open" && living.length < 2 && !this.alone)) this.open();
    if (kind === "clock") {
      this.time.skew += (chance() - 0.5) * chance.of([2e3, 1e5, 1e9]);
      this.jumped = true;
    }
    if (kind === "wake") this.anyTab().outbox.wake();
  }

  leave(tab) {
    if (tab.mayClose()) tab.close();
  }

  async live(steps) {
    this.wrong = [];
    this.open();
    for (let step = 0; step < steps; step += 1) {
      if (this.chance.yes(0.3)) this.trouble();
      this.act();
      await this.time.pass(this.chance() * this.chance.of([1, 50, 1000, 8000]));
    }
    await this.calm();
    return this.judge();
  }

  async calm() {
    this.network.weather = 0;
    Object.defineProperty(navigator, "onLine", { configurable: true, value: true });
    await this.wait(6);
    for (const tab of this.tabs.filter((each) => each.alive)) if (tab.owed.size) this.wrong.push(`sent by another tab, asked for by none: ${[...tab.owed]}`);
    for (const tab of this.tabs.filter((each) => each.alive && each.mayClose())) tab.close();
    this.faulty = false;
    this.open();
    await this.wait(6);
  }

  async wait(minutes) {
    if (!this.tabs.some((tab) => tab.alive)) this.open();
    for (let minute = 0; minute < minutes; minute += 1) {
      for (const tab of this.tabs) if (tab.alive) tab.outbox.wake();
      await this.time.pass(60000);
    }
  }

  /** What the phone still has, as its open pages show it. */
  get left() {
    return this.tabs.filter((tab) => tab.alive).flatMap((tab) => tab.outbox.writes);
  }

  judge() {
    const { server, wrong } = this;
    for (const [key, times] of server.made) if (times > 1) wrong.push(`applied ${times} times: ${key}`);
    const left = this.left.filter((write) => write.state !== "refused");
    if (left.length) wrong.push(`never sent: ${JSON.stringify(left)}`);
    if (!this.jumped && !this.apart && this.network.twice.length) wrong.push(`by two tabs at once: ${this.network.twice[0]}`);
    for (const [id, want] of this.wants) this.judgeNote(id, want);
    for (const [subject, { on, sure }] of this.liked) {
      const held = server.taps.get(subject);
      if (sure && !this.apart && held?.on !== on) wrong.push(`tap on ${subject}: wanted ${on}, the server has ${held?.on}`);
    }
    return wrong;
  }

  judgeNote(id, { texts, all, gone, mayBeGone, sure }) {
    const note = this.server.notes.get(id);
    const refused = this.left.filter((write) => write.note === id && write.state === "refused");
    if (gone && !this.apart && note && !note.gone) this.wrong.push(`not taken back: ${id}`);
    if (gone || mayBeGone || !sure) return;
    if (!note && !refused.length) this.wrong.push(`lost: ${id} ${texts}`);
    const shown = refused.length ? refused[refused.length - 1].body.text : note?.text;
    if (!(this.apart ? all : texts).includes(shown)) this.wrong.push(`${id}: wanted one of ${texts}, there is ${shown}`);
  }
}

/** Each seed's life. → {wrong: its first lines, writes: how many took effect} */
export async function lives(first, count, steps, faults) {
  const wrong = [];
  let writes = 0;
  for (let seed = first; seed < first + count; seed += 1) {
    const life = new Life(seed, faults);
    for (const line of await life.live(steps)) wrong.push(`seed ${seed}: ${line}`);
    writes += life.server.first.length;
  }
  return { wrong: wrong.slice(0, 20), writes };
}
