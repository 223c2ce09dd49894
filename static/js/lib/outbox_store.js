/**
 * Where the outbox can live: IndexedDB, localStorage, memory (`lasting` is then false). Which of them it does live in is
 * up to outbox_lasting.js.
 *
 * store.update(step) → promise of the new record: `step` is a pure function record → record, run as one transaction,
 * so that two tabs never overwrite each other.
 */
import { EMPTY } from "./outbox_record.js";
import { erase, read, write } from "./storage.js";

const DATABASE = "laena";
const SHELF = "outbox";
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

export class LocalStore {
  constructor(space) {
    Object.assign(this, { name: `laena.outbox.${space}`, lasting: true });
  }

  /** The record, or null where there is none. */
  peek() {
    try {
      return JSON.parse(read(this.name));
    } catch (trouble) {
      return null; // half written by a device that died
    }
  }

  async update(step) {
    const record = step(this.peek() || EMPTY);
    if (!write(this.name, JSON.stringify(record))) throw new Error("localStorage takes nothing");
    return record;
  }

  clear() {
    erase(this.name);
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
