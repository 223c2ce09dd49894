/**
 * One life of an outbox, drawn from a seed: a person who writes, edits, takes back and taps in one or two tabs that are
 * closed and opened, on a bad network, with a clock that is set. At the end the network is good, and the server must hold
 * what the person saw, each write once and in order.
 */
import { deliverer } from "/lib/deliver.js";
import { uuid7 } from "/lib/ids.js";
import { Outbox } from "/lib/outbox.js";
import { Disk } from "./outbox_disk.js";
import { Network, Server, Time, dice } from "./outbox_world.js";

class Tab {
  constructor(life) {
    this.alive = true;
    this.death = new Promise((resolve) => { this.die = resolve; });
    const fetch = life.network.fetch(this);
    const send = deliverer({ base: "/api/w/KHON23", device: "key", rejoin: () => Promise.resolve(false) });
    this.outbox = new Outbox({
      store: life.disk.store(this),
      send: (write) => {
        window.fetch = fetch; // deliver.js calls it before it first waits
        return send(write);
      },
      tell: {
        say: () => life.tabs.forEach((tab) => tab !== this && tab.alive && life.time.at(1, () => tab.alive && tab.hear())),
        listen: (hear) => { this.hear = hear; },
      },
      onChange: () => {},
      onSent: (write) => life.saved(write),
      onRefused: () => {},
    });
    this.hear = () => {};
  }

  close() {
    this.alive = false;
    this.die();
  }
}

class Life {
  constructor(seed) {
    this.chance = dice(seed);
    this.time = new Time(this.chance);
    this.server = new Server();
    this.network = new Network(this.time, this.server, this.chance);
    this.disk = new Disk(this.time, this.chance);
    Object.assign(this, { tabs: [], wants: new Map(), liked: new Map(), count: 0, jumped: false });
    Object.defineProperty(navigator, "onLine", { configurable: true, value: true });
  }

  saved(write) {
    const note = this.server.notes.get(write.note);
    if (write.kind === "note" && !note) this.wrong.push(`shown as saved, not on the server: ${write.key}`);
  }

  open() {
    const tab = new Tab(this);
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
    const known = [...wants.keys()].filter((id) => !wants.get(id).gone);
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
    const [subject, on] = [`other-${chance.below(3)}`, chance.yes(0.5)];
    this.liked.set(subject, null); // until it is on the disk nobody promised anything
    return outbox.tap("reaction", subject, { note_id: subject, on }).then(() => this.liked.set(subject, on));
  }

  /** What was wanted of the note counts from the moment at which the disk has it; until then it may be either. */
  async keeps(id, wish, kept) {
    const note = this.wants.get(id) || { texts: [], gone: false, mayBeGone: false, sure: false };
    this.wants.set(id, note);
    const was = [...note.texts];
    if (wish.text) note.texts.push(wish.text);
    if (wish.gone) note.mayBeGone = true;
    await kept;
    if (wish.text) note.texts = note.texts.slice(was.length && note.texts.indexOf(wish.text));
    if (wish.gone) note.gone = true;
    note.sure = true;
  }

  trouble() {
    const { chance } = this;
    const kind = chance.of(["weather", "weather", "offline", "close", "close", "open", "clock", "wake", "nothing"]);
    const living = this.tabs.filter((tab) => tab.alive);
    if (kind === "weather") this.network.weather = chance.of([0, 0, 0.3, 0.7, 1]);
    if (kind === "offline") Object.defineProperty(navigator, "onLine", { configurable: true, value: chance.yes(0.5) });
    if (kind === "close" && this.chance.yes(0.7)) chance.of(living).close();
    if (!this.tabs.some((tab) => tab.alive) || (kind === "open" && living.length < 2)) this.open();
    if (kind === "clock") {
      this.time.skew += (chance() - 0.5) * chance.of([2e3, 1e5, 1e9]);
      this.jumped = true;
    }
    if (kind === "wake") this.anyTab().outbox.wake();
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
    if (!this.tabs.some((tab) => tab.alive)) this.open();
    for (let minute = 0; minute < 6; minute += 1) {
      this.anyTab().outbox.wake();
      await this.time.pass(60000);
    }
  }

  judge() {
    const { server, disk, wrong } = this;
    for (const [key, times] of server.made) if (times > 1) wrong.push(`applied ${times} times: ${key}`);
    const left = disk.record.writes.filter((write) => write.state !== "refused");
    if (left.length) wrong.push(`never sent: ${JSON.stringify(left)}`);
    if (!this.jumped && this.network.twice.length) wrong.push(`by two tabs at once: ${this.network.twice[0]}`);
    for (const [id, want] of this.wants) this.judgeNote(id, want);
    for (const [subject, on] of this.liked) {
      const held = server.taps.get(subject);
      if (on !== null && held?.on !== on) wrong.push(`tap on ${subject}: wanted ${on}, the server has ${held?.on}`);
    }
    return wrong;
  }

  judgeNote(id, { texts, gone, mayBeGone, sure }) {
    const note = this.server.notes.get(id);
    const refused = this.disk.record.writes.filter((write) => write.note === id && write.state === "refused");
    if (gone && note && !note.gone) this.wrong.push(`not taken back: ${id}`);
    if (gone || mayBeGone || !sure) return;
    if (!note && !refused.length) this.wrong.push(`lost: ${id} ${texts}`);
    const shown = refused.length ? refused[refused.length - 1].body.text : note?.text;
    if (!texts.includes(shown)) this.wrong.push(`${id}: wanted one of ${texts}, there is ${shown}`);
  }
}

/** Each seed's life. → {wrong: its first lines, writes: how many took effect} */
export async function lives(first, count, steps) {
  const wrong = [];
  let writes = 0;
  for (let seed = first; seed < first + count; seed += 1) {
    const life = new Life(seed);
    for (const line of await life.live(steps)) wrong.push(`seed ${seed}: ${line}`);
    writes += life.server.first.length;
  }
  return { wrong: wrong.slice(0, 20), writes };
}
