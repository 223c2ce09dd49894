/**
 * Where the outbox lives: IndexedDB, else localStorage, else memory (`lasting` is then false, and the page says so).
 *
 * store.update(step) → promise of the new record: `step` is a pure function record → record, run as one transaction,
 * so that two tabs never overwrite each other. A record is {writes: [...], lease: {tab, until} | null}.
 */
import { join } from "./outbox_queue.js";

const EMPTY = { writes: [], lease: null };
const DATABASE = "laena";
const SHELF = "outbox";
const TO_THE_DISK = { durability: "strict" }; // complete means written, for the battery that dies in the next second

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

export class IndexedStore {
  constructor(space) {
    Object.assign(this, { space, lasting: true, opening: null });
  }

  open() {
    this.opening = this.opening || new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(SHELF);
      request.onblocked = () => reject(new Error("blocked"));
      answer(request).then(resolve, reject);
    });
    return this.opening;
  }

  async update(step) {
    try {
      return await this.transact(step);
    } catch (trouble) {
      // iOS drops the connection to its database server after a while in the background: open once more.
      this.opening = null;
      return this.transact(step);
    }
  }

  async transact(step) {
    const database = await this.open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(SHELF, "readwrite", TO_THE_DISK);
      const shelf = transaction.objectStore(SHELF);
      let record = EMPTY;
      shelf.get(this.space).onsuccess = (event) => {
        record = step(event.target.result || EMPTY);
        shelf.put(record, this.space);
      };
      transaction.oncomplete = () => resolve(record);
      transaction.onabort = transaction.onerror = () => reject(transaction.error || new Error("aborted"));
    });
  }
}

export class LocalStore {
  constructor(space) {
    Object.assign(this, { name: `laena.outbox.${space}`, lasting: true });
  }

  async update(step) {
    const record = step(JSON.parse(localStorage.getItem(this.name) || "null") || EMPTY);
    localStorage.setItem(this.name, JSON.stringify(record));
    return record;
  }
}

export class MemoryStore {
  constructor() {
    Object.assign(this, { record: EMPTY, lasting: false });
  }

  async update(step) {
    this.record = step(this.record);
    return this.record;
  }
}

/** The first store that really takes a record; when a later write fails, it moves on to the next with what it held. */
export class LastingStore {
  constructor(space, onMove = () => {}) {
    Object.assign(this, { left: [IndexedStore, LocalStore, MemoryStore], space, onMove, last: null });
    this.advance();
  }

  advance() {
    const Store = this.left.shift();
    this.store = new Store(this.space);
  }

  get lasting() {
    return this.store.lasting;
  }

  async update(step) {
    for (;;) {
      const { store } = this;
      try {
        this.last = await store.update(step);
        return this.last;
      } catch (trouble) {
        if (store !== this.store) continue; // another call has moved on meanwhile
        if (!this.left.length) throw trouble;
        this.advance();
        if (this.last) await this.store.update((record) => this.carry(record));
        this.onMove();
      }
    }
  }

  /** What the failed store held, joined with what the next one may hold from an earlier time. */
  carry(record) {
    return { ...this.last, writes: join(record.writes, this.last.writes) };
  }
}
