/**
 * One life of a phone, drawn from a seed: somebody types, sends, edits half and whole, withdraws and takes that back, on one to three pages that are
 * closed in the middle of anything, on a bad network, with stores that hang, throw, take nothing or answer late, clocks
 * that jump, other phones that bring what waits, and the page itself updated meanwhile. In the end the network is good,
 * nobody touches the phone, and within ten seconds everything must be at the server, once; no text may be lost, and no
 * foot may have said more.
 */
import { Disk, Shelf } from "./outbox_disk.js";
import { NamingServer, nameOf } from "./naming_server.js";
import { Network, Time, dice } from "./outbox_world.js";
import { PhoneTab, Web } from "./phone_tab.js";
import { takes } from "/lib/writes.js";

const MOODS = ["hangs", "throws", "late", "later"];
const SOCKET_MS = 5000; // until the socket of a page is back, which wakes its outbox
const EMPTY_MS = 10000;

class Life {
  constructor(seed) {
    this.chance = dice(seed);
    this.time = new Time(this.chance);
    this.server = new NamingServer();
    this.network = new Network(this.time, this.server, this.chance);
    this.disk = new Disk(this.time, this.chance);
    this.shelf = new Shelf();
    this.web = new Web();
    // Two pages of one phone and stores that fail on one of them alone are outbox_model.js's "any": lists may be apart.
    this.faulty = this.chance.yes(0.5);
    this.most = this.faulty ? 1 : 3;
    Object.assign(this, { tabs: [], typed: new Set(), sent: new Map(), taken: new Map(), count: 0, wrong: [] });
    online(true);
  }

  get living() {
    return this.tabs.filter((tab) => tab.alive);
  }

  shownAsSaved(write) {
    if (write.kind === "note" && !this.server.notes.has(write.note)) this.wrong.push(`shown as saved, not there: ${write.note}`);
  }

  claimed(id) {
    if (!this.taken.has(id) && !this.server.notes.has(id)) this.wrong.push(`the foot said "saved" without ${id}`);
  }

  open() {
    const failing = this.faulty && this.chance.yes(0.4);
    this.tabs.push(new PhoneTab(this, { mood: failing ? this.chance.of(MOODS) : "well", full: failing && this.chance.yes(0.3) }));
  }

  words() {
    this.count += 1;
    return `text ${this.count}`;
  }

  act() {
    const { chance } = this;
    const tab = chance.of(this.living);
    const what = chance();
    if (what < 0.3) this.type(tab);
    else if (what < 0.6 && tab.field) this.send(tab);
    else if (what < 0.8) this.edit(tab);
    else if (what < 0.9) this.withdraw(tab);
  }

  /** What the page shows and nobody has withdrawn: its notes' ids, of the phone. */
  shown(tab) {
    return [...this.sent.keys()].filter((id) => !this.taken.has(id) && (this.server.notes.has(id) || tab.outbox.writes.some(({ note }) => note === id)));
  }

  /** The name under which the page has it. */
  name(tab, id) {
    return tab.outbox.writes.some(({ key }) => key === id) || !this.server.notes.has(id) ? id : nameOf(id);
  }

  /** `taken`: whether a store has it, so that the note must go; one that was perhaps not withdrawn, or twice, may be either. */
  async withdraw(tab) {
    const known = this.shown(tab);
    if (!known.length) return;
    const id = this.chance.of(known);
    this.taken.set(id, false);
    await tab.outbox.remove(this.name(tab, id));
    if (!this.faulty) this.taken.set(id, true);
    if (this.chance.yes(0.7)) return;
    await this.time.sleep(this.chance() * 5000);
    if (tab.alive) await this.takeBack(tab, id);
  }

  async takeBack(tab, id) {
    this.taken.set(id, false);
    await tab.outbox.keep(this.name(tab, id));
    const note = this.server.notes.get(id);
    const goes = tab.outbox.writes.find((write) => takes(write) && [id, nameOf(id)].includes(write.note));
    if (!this.faulty && goes && !goes.tried) this.wrong.push(`taken back, withdrawn all the same: ${id}`);
    const there = (note && !note.gone) || tab.outbox.writes.some(({ key }) => key === id);
    if (!this.faulty && !goes && there) this.taken.delete(id);
  }

  type(tab) {
    const text = tab.field && this.chance.yes(0.5) ? `${tab.field}+` : `${tab.field ? `${tab.field} ` : ""}${this.words()}`;
    this.typed.delete(tab.field); // it goes on in the new text
    tab.type(text);
    this.typed.add(text);
  }

  send(tab) {
    const text = tab.field;
    tab.send().then((id) => {
      this.typed.delete(text);
      this.sent.set(id, [text]);
    });
  }

  edit(tab) {
    const known = this.shown(tab);
    if (!known.length) return;
    const id = this.chance.of(known);
    const shown = this.name(tab, id);
    const text = this.words();
    this.typed.delete(tab.edits.of(shown)); // typed over
    this.typed.add(text);
    tab.typeEdit(shown, text);
    if (this.chance.yes(0.3)) return;
    const pages = this.tabs.length;
    const texts = this.sent.get(id);
    texts.push(text); // from now on it may be the note's
    tab.saveEdit(shown).then((saved) => {
      this.typed.delete(saved);
      // Of edits on several pages at once either may be the last.
      if (pages === 1 && this.most === 1) texts.splice(0, texts.indexOf(saved));
    });
  }

  trouble() {
    const { chance, living } = this;
    const kind = chance.of(["weather", "weather", "offline", "close", "open", "update", "clock", "wake", "mood", "rescue"]);
    if (kind === "weather") this.network.weather = chance.of([0, 0.3, 0.7, 1]);
    if (kind === "offline") online(chance.yes(0.5));
    if (kind === "close") this.leave(chance.of(living));
    if (kind === "open" && living.length < this.most) this.open();
    if (kind === "update") this.update();
    if (kind === "clock") this.time.skew += (chance() - 0.5) * chance.of([2e3, 1e5, 1e9, 3e13]);
    if (kind === "wake") chance.of(living).outbox.wake();
    if (kind === "rescue") chance.of(living).rescue();
    if (kind === "mood" && this.faulty) chance.of(living).mood = chance.of(["well", ...MOODS]);
    if (!this.living.length) this.open();
  }

  leave(tab) {
    if (tab.mayClose()) tab.close();
  }

  /** Every page is closed, and the next one is of another release: it finds a write that it does not know. */
  update() {
    this.living.forEach((tab) => this.leave(tab));
    if (this.living.length) return;
    const strange = { key: `0000-${this.count}`, kind: "of_another_release", note: "x", body: {}, state: "waiting", tried: false, due: 0, at: 0, why: null };
    if (!this.disk.record.writes.some(({ kind }) => kind === strange.kind)) this.disk.record.writes.unshift(strange);
    for (const write of this.disk.record.writes) delete write.rev; // a release before copies were told apart
  }

  async live(steps) {
    this.open();
    for (let step = 0; step < steps; step += 1) {
      if (this.chance.yes(0.35)) this.trouble();
      this.act();
      await this.time.pass(this.chance() * this.chance.of([1, 50, 1000, 8000]));
    }
    await this.calm();
    await this.judge();
    return this.wrong;
  }

  /** Nobody touches the phone: its pages' stores answer, the network is back, and so, some seconds later, are its sockets. */
  async calm() {
    for (const tab of this.living) tab.mood = "well";
    await this.time.pass(13000); // what the stores were asked while they failed
    this.network.weather = 0;
    const was = navigator.onLine;
    online(true);
    for (const tab of this.living) {
      const wake = () => tab.alive && tab.outbox.wake();
      this.time.at(was ? this.chance() * SOCKET_MS : 0, wake);
    }
    await this.time.pass(EMPTY_MS);
    for (const tab of this.living) {
      const { writes } = tab.outbox;
      const undone = writes.filter(({ due }) => due > Date.now()).map(({ note }) => note); // on a clock that was set
      const waits = ({ kind, note }) => kind === "of_another_release" || undone.includes(note);
      const left = writes.filter((write) => write.state !== "refused" && !waits(write));
      for (const id of tab.mine) if (!this.taken.has(id) && !this.server.notes.has(id)) this.wrong.push(`handed in here, ten seconds later not at the server: ${id}`);
      if (left.length) this.wrong.push(`stuck ten seconds after the network was back: ${JSON.stringify(left[0])}`);
    }
  }

  async judge() {
    for (const tab of this.living.filter((each) => each.mayClose())) tab.close();
    this.faulty = false;
    this.open();
    await this.time.pass(80000);
    const { server, wrong } = this;
    for (const [key, times] of server.made) if (times > 1) wrong.push(`applied ${times} times: ${key}`);
    const there = this.everything();
    for (const text of this.typed) if (!there.some((each) => each.includes(text))) wrong.push(`lost: ${text}`);
    for (const [id, texts] of this.sent) {
      const note = server.notes.get(id);
      if (this.taken.get(id) && note && !note.gone) wrong.push(`withdrawn, still at the server: ${id}`);
      if (this.taken.has(id)) continue;
      if (note && note.gone) wrong.push(`nobody withdrew it, gone: ${id}`);
      if (!note) wrong.push(`handed in, not at the server: ${id}`);
      else if (!texts.includes(note.text)) wrong.push(`${id}: wanted one of ${texts}, there is ${note.text}`);
    }
  }

  /** Every text that the server has ever taken, and what the phone still shows: list, field, drafts, edits. */
  everything() {
    const shown = this.living.flatMap((tab) => [
      tab.field, ...tab.drafts.texts(), ...Object.values(tab.edits.all()), ...tab.outbox.writes.map(({ body }) => body.text || ""),
    ]);
    return [...shown, ...this.server.texts];
  }
}

const online = (on) => Object.defineProperty(navigator, "onLine", { configurable: true, value: on });

/** Each seed's life. → {wrong: its first lines, writes: how many took effect} */
export async function lives(first, count, steps, enough = Infinity) {
  const wrong = [];
  let writes = 0;
  for (let seed = first; seed < first + count && wrong.length < enough; seed += 1) {
    const life = new Life(seed);
    for (const line of await life.live(steps)) wrong.push(`seed ${seed}: ${line}`);
    writes += life.server.first.length;
  }
  return { wrong: wrong.slice(0, 20), writes };
}
