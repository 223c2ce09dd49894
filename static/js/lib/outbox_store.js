/**
 * Where the outbox can live: IndexedDB, localStorage, memory (`lasting` is then false). Which of them it does live in is
 * up to outbox_lasting.js.
 *
 * store.update(step) → promise of the new record: `step` is a pure function record → record, run as one transaction,
 * so that two tabs never overwrite each other.
 */
import { device } from "./clock.js";
import { uuid7 } from "./ids.js";
import { alive } from "./outbox_lease.js";
import { EMPTY, joined } from "./outbox_record.js";
import { lasting } from "./storage.js";

const DATABASE = "laena";
const SHELF = "outbox";
const [QUIET_MS, DEAD_MS] = [2000, 60000];
const TO_THE_DISK = { durability: "strict" }; // complete means written, for the battery that dies in the next second

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

export class IndexedStore {
  constructor(space) {
    Object.assign(this, { space, lasting: true, opening: null, over: false, running: new Set() });
  }

  /** No transaction begins any more, and none that still can be aborted is committed. */
  giveUp() {
    this.over = true;
    for (const transaction of this.running) {
      try {
        transaction.abort();
      } catch (trouble) {
        // It is being committed: outbox_record.js tells its writes from newer ones.
      }
    }
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
      if (this.over) throw trouble;
      // iOS drops the connection to its database server after a while in the background: open once more.
      this.opening = null;
      return this.transact(step);
    }
  }

  async transact(step) {
    const database = await this.open();
    if (this.over) throw new Error("given up");
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(SHELF, "readwrite", TO_THE_DISK);
      const shelf = transaction.objectStore(SHELF);
      let record = EMPTY;
      this.running.add(transaction);
      const end = (settle) => {
        this.running.delete(transaction);
        settle();
      };
      shelf.get(this.space).onsuccess = (event) => {
        record = step(event.target.result || EMPTY);
        shelf.put(record, this.space);
      };
      transaction.oncomplete = () => end(() => resolve(record));
      transaction.onabort = transaction.onerror = () => end(() => reject(transaction.error || new Error("aborted")));
    });
  }
}

/**
 * localStorage has no transactions, and what another tab writes is seen some milliseconds late: under one name the tab that
 * writes last would take away what the others wrote. So each tab writes under a name of its own, and reads all of them.
 */
export class LocalStore {
  constructor(space, storage = lasting) {
    const start = `laena.outbox.${space}`;
    Object.assign(this, { start, name: `${start}.${uuid7()}`, storage, lasting: true, lease: null, quiet: new Map() });
  }

  get names() {
    return this.storage.names(this.start).sort();
  }

  /** The record of all tabs, or null where there is none. */
  peek() {
    const records = this.names.map((name) => this.parsed(name)).filter(Boolean);
    return records.length ? records.reduce(joined) : null;
  }

  parsed(name) {
    try {
      const record = JSON.parse(this.storage.read(name));
      return record && { ...record, lease: alive(record.lease, Date.now()) ? record.lease : null };
    } catch (trouble) {
      return null; // half written by a device that died
    }
  }

  async update(step) {
    const held = this.peek() || EMPTY;
    const record = step(held);
    if (record.lease !== held.lease) this.lease = record.lease; // else it is another tab's, which ends it under its own name
    const text = JSON.stringify({ ...record, lease: this.lease });
    // Where there is no room for one more, it takes the place of one that it holds, too.
    const written = [this.name, ...this.names].find((name) => this.storage.write(name, text));
    if (!written) throw new Error("localStorage takes nothing");
    this.clear(DEAD_MS, written); // what dead tabs left is in this tab's record now
    return record;
  }

  /** Erase what has not changed for a while: another tab may be writing just now. */
  clear(after = QUIET_MS, but = "") {
    for (const name of this.names.filter((each) => each !== but)) {
      const text = this.storage.read(name);
      const seen = this.quiet.get(name);
      if (!seen || seen.text !== text) this.quiet.set(name, { text, at: device() });
      else if (device() - seen.at > after) this.storage.erase(name);
    }
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
