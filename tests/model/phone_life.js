/**
 * One life of a phone, drawn from a seed: somebody types, sends, edits half and whole, withdraws and takes that back, on
 * one to three pages that are closed in the middle of anything, on a bad network, with stores that hang, throw, take
 * nothing or answer late, clocks that jump, other phones that bring what waits, and the page itself updated meanwhile. In
 * the end the network is good, nobody touches the phone, and within ten seconds everything must be at the server, once;
 * no text may be lost, and no foot may have said more.
 */
import { Disk, Shelf } from "./outbox_disk.js";
import { NamingServer } from "./naming_server.js";
import { Network, Time, dice } from "./outbox_world.js";
import { Person } from "./phone_person.js";
import { PhoneTab, Web } from "./phone_tab.js";

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
    this.shelf = new Shelf(this.time, this.chance);
    this.web = new Web();
    // Two pages of one phone and stores that fail on one of them alone are outbox_model.js's "any": lists may be apart.
    this.faulty = this.chance.yes(0.5);
    this.most = this.faulty ? 1 : 3;
    Object.assign(this, { tabs: [], typed: new Set(), sent: new Map(), taken: new Map(), count: 0, wrong: [] });
    this.person = new Person(this);
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
      this.person.act();
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
