/**
 * Every write of this phone, kept until the server has answered for it, and sent in order.
 *
 * const outbox = new Outbox({store, send, tell, onChange, onSent, onRefused})
 *   send(write)        → promise of {outcome: "done", answer} | {outcome: "refused", why} | {outcome: "again", after: ms}
 *   onChange(writes)   after every change, of this tab or another
 *   onSent(write, answer) before a saved write leaves the list, so that the page can show the saved note at once
 *   onRefused(write, why) {code, message}: a refused text stays in the list, a tap does not
 *   tell               a channel to the other tabs (see tabs.js)
 *   onElsewhere()      when another tab has sent something: the page should ask the server what is new
 * await outbox.start(); then add, edit, remove, keep, lend, resend, forget for notes and tap for what is said in one tap;
 * wake() tries at once (online, focus, socket).
 *
 * Two tabs share one list. Whoever sends holds a lease in the same record, taken in the same transaction in which the
 * write is marked as being sent, and renews it; so no write leaves twice at a time, and a tab that died is overtaken.
 */
import { backOff } from "./backoff.js";
import * as lease from "./outbox_lease.js";
import * as queue from "./outbox_queue.js";
import { device } from "./clock.js";
import { uuid7 } from "./ids.js";
import { makes } from "./writes.js";

/** {id, text, …} of a text that the server has saved. */
const savedIn = (answer) => Object.values(answer || {}).find((part) => part && part.id) || {};

export const UNDO_MS = 6000;
const SOON_MS = 50;
const BLIND_ROUNDS = 5;
const STALE_MS = 4000;

export class Outbox {
  constructor({ store, send, tell, onChange, onSent, onRefused = () => {}, onElsewhere = () => {} }) {
    Object.assign(this, { store, send, tell, onChange, onSent, onRefused, onElsewhere });
    Object.assign(this, { tab: uuid7(), writes: [], failures: 0, wait: 0, foreign: 0, timer: null, running: null, underway: null });
  }

  async start() {
    this.tell.listen(() => this.reload());
    await this.reload();
    this.wake();
  }

  /** A new text of one's own: `kind` makes it; `edit` and `remove` take the kind that goes with it. */
  add(note, body, kind) {
    return this.change((writes) => queue.addNote(writes, note, body, Date.now(), kind));
  }

  edit(note, body, kind) {
    const key = uuid7();
    return this.change((writes, named) => queue.edit(writes, named(note), body, key, Date.now(), kind));
  }

  remove(note, kind) {
    const key = uuid7();
    return this.change((writes, named) => queue.remove(writes, named(note), key, Date.now() + UNDO_MS, Date.now(), kind));
  }

  keep(note) {
    return this.change((writes, named) => queue.keep(writes, named(note)));
  }

  /** `kind`: one that writes.js declares as a tap; `subject` names what it is about, `body` is what the server is sent. */
  tap(kind, subject, body) {
    const key = uuid7();
    return this.change((writes) => queue.tap(writes, { key, kind, subject, body, at: Date.now() }));
  }

  /** → promise of the waiting notes that other phones may be shown, from now on unchanged */
  async lend() {
    await this.change(queue.lend);
    return queue.lent(this.writes);
  }

  resend(key) {
    return this.change((writes) => queue.resend(writes, key));
  }

  forget(key) {
    return this.change((writes) => queue.forget(writes, key));
  }

  /** The network may be back. A request from before it was is not waited for: it may never be answered. */
  wake() {
    this.failures = 0;
    const { underway } = this;
    const stale = () => this.underway === underway && underway.giveUp();
    if (underway) setTimeout(stale, Math.max(0, STALE_MS - (device() - underway.began)));
    this.pump();
  }

  /** → what `send` says, or "again" once wake() has given the request up */
  async untilGivenUp(request) {
    const givenUp = new Promise((resolve) => {
      this.underway = { began: device(), giveUp: () => resolve({ outcome: "again", after: 0 }) };
    });
    try {
      return await Promise.race([request, givenUp]);
    } finally {
      this.underway = null;
    }
  }

  /** step(writes, named): what was handed in about a note by this phone's id is about the server's, once there is one */
  async change(step) {
    await this.apply(({ names = {}, ...rest }) => {
      const writes = step(queue.renamed(rest.writes, names), (note) => names[note] || note);
      return { ...rest, names, writes };
    });
    if (!this.failures) this.pump(); // else the next try is set already
  }

  apply(step) {
    return this.renew(step).then(() => this.tell.say());
  }

  reload() {
    return this.renew((record) => record).then(() => this.later());
  }

  /** Take a step on the list as the store has it, and show it: what is gone from there was sent by another tab. */
  async renew(step) {
    let found = null;
    const record = await this.store.update((held) => {
      found = new Set(held.writes.map((write) => write.key));
      return step(held);
    });
    const elsewhere = this.writes.some((write) => !found.has(write.key));
    this.writes = record.writes;
    this.onChange(this.writes);
    if (elsewhere) this.onElsewhere();
    return record;
  }

  pump() {
    clearTimeout(this.timer);
    const ended = (trouble) => {
      this.running = null;
      this.later();
      if (trouble) throw trouble;
    };
    this.running = this.running || this.sendAll().then(() => ended(), ended);
    return this.running;
  }

  async sendAll() {
    for (;;) {
      // Without any network nothing is marked as perhaps sent, so that it can still be changed or dropped here; after
      // some such rounds a try is made all the same, for devices that report their network wrongly.
      if (navigator.onLine === false && this.failures < BLIND_ROUNDS) {
        this.failures += 1;
        return;
      }
      const write = await this.claim();
      if (!write) return;
      const { outcome, answer, why, after } = await lease.holding(this.store, this.tab, this.untilGivenUp(this.send(write)));
      if (outcome === "done") this.onSent(write, answer);
      if (outcome === "refused") this.onRefused(write, why);
      const step = { done: queue.done, refused: queue.refuse, again: queue.again }[outcome];
      const { id: name = null, text } = outcome === "done" && makes(write) ? savedIn(answer) : {};
      const saved = { name, text, editKey: uuid7() };
      await this.apply((record) => ({
        lease: lease.released(record.lease, this.tab),
        writes: step(record.writes, write.key, outcome === "done" ? saved : why),
        names: name && name !== write.note ? { [write.note]: name } : {},
      }));
      this.failures = outcome === "again" ? this.failures + 1 : 0;
      this.wait = after || 0;
      if (outcome === "again") return;
    }
  }

  /** Mark the next write as being sent and take the lease, in one transaction; null when there is nothing for us. */
  async claim() {
    let claimed = null;
    await this.renew((held) => {
      const now = Date.now(); // not earlier: while the step waited, another tab may have taken the lease
      this.foreign = lease.foreign(held.lease, this.tab, now);
      if (this.foreign) return held;
      const writes = queue.settle(queue.renamed(held.writes, held.names), now);
      claimed = queue.next(writes, now);
      return claimed ? { lease: lease.taken(this.tab, now), writes: queue.begin(writes, claimed.key) } : { lease: null, writes };
    });
    if (claimed) this.tell.say();
    return claimed;
  }

  /** Set the next try: after a failure with back-off and jitter, when a delete falls due, when another tab's lease ends. */
  later() {
    clearTimeout(this.timer);
    if (this.running) return;
    const now = Date.now();
    const due = queue.nextDue(this.writes, now);
    let wait = due === null ? Infinity : due - now;
    if (queue.next(this.writes, now)) {
      wait = Math.min(wait, Math.max(SOON_MS, backOff(this.failures), this.wait, this.foreign));
    }
    if (wait < Infinity) this.timer = setTimeout(() => this.pump(), wait);
  }
}
