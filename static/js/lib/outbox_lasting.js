/**
 * The outbox's store: the first that takes a record, IndexedDB, else localStorage, else memory.
 *
 * A store that throws, or does not answer within seconds (old iOS: IndexedDB hangs for as long as the page is open),
 * is given up for this page: the next one takes over with the last known record and with what was handed in. What the
 * old one still does afterwards is told from newer copies by outbox_record.js.
 *
 * While localStorage has writes, every tab works there, so that tabs whose IndexedDB works and tabs whose IndexedDB hangs
 * share one list. Once they are sent, the next page is back in IndexedDB.
 */
import { inTime } from "./ask.js";
import { joined, stepped } from "./outbox_record.js";
import { IndexedStore, LocalStore, MemoryStore } from "./outbox_store.js";

const ANSWERS_WITHIN_MS = 3000;
const OTHERS_JOIN_WITHIN_MS = 300;
const unchanged = (record) => record;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a store makes of it; rejects when that takes longer than it may. */
const updated = (store, step) => inTime(() => store.update(step), ANSWERS_WITHIN_MS);

export class LastingStore {
  /** onMove() after a store was given up, to be told to the other tabs; `stores` in order of preference, the second one a
   *  LocalStore */
  constructor(space, onMove = () => {}, stores = [new IndexedStore(space), new LocalStore(space), new MemoryStore()]) {
    const [first, shared] = stores;
    Object.assign(this, { stores, first, shared, onMove, last: null, carried: null, drained: null });
    this.turn = Promise.resolve();
  }

  get store() {
    return this.stores[0];
  }

  get lasting() {
    return this.store.lasting;
  }

  /** One step at a time, so that those which wait for a store that is given up keep their order in the next. */
  update(step) {
    const mine = this.turn.then(() => this.apply(step));
    this.turn = mine.catch(() => {});
    return mine;
  }

  async apply(step) {
    for (;;) {
      try {
        if (this.store === this.first && this.shared.peek()) await this.meet();
        const { store, carried } = this;
        const record = await updated(store, (held) => stepped(this.with(held, carried), step));
        this.carried = null;
        this.last = record;
        this.tidy();
        return record;
      } catch (trouble) {
        if (this.stores.length === 1) throw trouble;
        await this.giveUp();
      }
    }
  }

  /** What the store has, with what was carried into it. In localStorage this tab may see what it wrote overwritten or erased:
   *  it is joined each time. */
  with(held, carried) {
    const whole = carried ? joined(held, carried) : held;
    return this.last && this.store === this.shared ? joined(whole, { ...this.last, lease: null }) : whole;
  }

  async giveUp() {
    if (this.store.giveUp) this.store.giveUp();
    this.drained = null;
    // A localStorage that takes nothing can still be read.
    const left = this.store === this.shared ? this.shared.peek() : null;
    this.move(left && this.last ? joined(this.last, left) : left || this.last);
    const { store, carried } = this;
    const shared = store === this.shared && carried;
    if (shared) await store.update((held) => joined(held, carried)).catch(() => {});
    this.onMove();
    // Nothing is changed or sent from a list that another tab may have newer: it gets a moment to bring what it has.
    if (shared) await pause(OTHERS_JOIN_WITHIN_MS);
  }

  move(record) {
    this.stores = this.stores.slice(1);
    this.carried = this.carried && record ? joined(record, this.carried) : record || this.carried;
  }

  /** localStorage has a record, of another tab or an earlier page whose IndexedDB failed. */
  async meet() {
    const { first, shared } = this;
    const held = await updated(first, unchanged);
    const left = shared.peek();
    if (left && (left.writes.length || left.lease)) {
      this.move(held);
      this.drained = held;
    } else if (left) {
      // Only marks of what is gone: IndexedDB takes them in and is the one store again.
      await updated(first, (record) => joined(record, left));
      const now = shared.peek();
      if (now && !now.writes.length) shared.clear();
    }
  }

  /** What has been taken over leaves the store where it was: all of it IndexedDB, what is gone a localStorage that is full. */
  tidy() {
    if (this.store === this.shared && this.drained) {
      const taken = new Map(this.drained.writes.map((write) => [write.key, write.rev]));
      this.drained = null;
      const rest = (writes) => writes.filter((write) => taken.get(write.key) !== write.rev);
      this.first.update((held) => ({ ...held, lease: null, writes: rest(held.writes) })).catch(() => {});
    }
    if (!this.lasting && this.shared.peek()) {
      this.shared.update((held) => joined(held, { gone: this.last.gone, edited: this.last.edited })).catch(() => {});
    }
  }
}
