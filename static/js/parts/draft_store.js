/**
 * What is half typed in each phase: {phase id: {text, category}}, read afresh each time, as other tabs of this phone type too.
 * Where another tab has typed in the same phase, this one's text stands beside it, under "phase#tab".
 */
import { memory } from "./memory.js";

const NOTHING = { text: "", category: "" };

export class DraftStore {
  constructor(code, tab, store = memory) {
    Object.assign(this, { name: `draft.${code}`, tab, memory: store, keys: new Map(), seen: new Map() });
  }

  all() {
    const drafts = this.memory.recall(this.name, {});
    for (const [key, draft] of Object.entries(drafts)) if (!draft || typeof draft.text !== "string") delete drafts[key];
    return drafts;
  }

  key(phase) {
    return this.keys.get(phase) || String(phase);
  }

  /** The draft of this tab in the phase. */
  of(phase) {
    const draft = this.all()[this.key(phase)] || NOTHING;
    this.seen.set(phase, draft.text);
    return draft;
  }

  put(phase, draft) {
    const there = this.all()[this.key(phase)];
    const foreign = there && there.text.trim() && there.text !== this.seen.get(phase) && there.text !== draft.text;
    if (foreign && !this.keys.has(phase)) this.keys.set(phase, `${phase}#${this.tab}`);
    const key = this.key(phase);
    this.seen.set(phase, draft.text);
    if (draft.text || key === String(phase)) return this.write({ ...this.all(), [key]: draft });
    this.keys.delete(phase);
    return this.drop(key);
  }

  /** A store has this text: the draft is emptied, unless it is another by now. */
  sent(phase, text) {
    const draft = this.all()[this.key(phase)];
    if (draft && draft.text === text) this.put(phase, { ...draft, text: "" });
  }

  drop(key) {
    const { [key]: gone, ...rest } = this.all();
    this.write(rest);
  }

  /** → whether it outlives the page */
  write(drafts) {
    const stored = this.memory.remember(this.name, drafts);
    if (!stored && !this.texts().length) this.memory.forget(this.name); // else a sent text came back
    return stored;
  }

  texts() {
    return Object.values(this.all()).map((draft) => draft.text).filter((typed) => typed.trim());
  }

  /** What is not in the field of this phase: [[key, draft]] */
  others(phase) {
    return Object.entries(this.all()).filter(([key, draft]) => key !== this.key(phase) && draft.text.trim());
  }
}
