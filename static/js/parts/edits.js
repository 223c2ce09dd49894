/** Half-typed changes of own notes: stored until the outbox has them, there again after a reload. */
import { memory } from "./memory.js";

/** edits = new Edits(code): texts by the note's id, read afresh each time, as other tabs of this phone change them too */
export class Edits {
  constructor(code, store = memory) {
    Object.assign(this, { name: `edits.${code}`, memory: store });
  }

  all() {
    const texts = this.memory.recall(this.name, {});
    for (const [id, text] of Object.entries(texts)) if (typeof text !== "string") delete texts[id];
    return texts;
  }

  /** The half-typed text, or undefined. */
  of(id) {
    return this.all()[id];
  }

  set(id, text) {
    this.memory.remember(this.name, { ...this.all(), [id]: text });
  }

  drop(id) {
    const { [id]: gone, ...rest } = this.all();
    if (gone !== undefined && !this.memory.remember(this.name, rest) && !Object.keys(rest).length) this.memory.forget(this.name);
  }

  /** The server knows the note by another id. What another tab has typed under that stays, and this beside it. */
  rename(old, id) {
    const text = this.of(old);
    if (text === undefined || old === id || ![undefined, text].includes(this.of(id))) return;
    this.set(id, text);
    this.drop(old);
  }

  /** Texts of notes that are no longer there: [[id, text]] */
  lost(ids) {
    return Object.entries(this.all()).filter(([id, text]) => !ids.has(id) && text.trim());
  }
}
