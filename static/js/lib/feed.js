/**
 * What this page knows of its workshop, kept equal to the server by deltas.
 *
 * A delta {from, seq, full, …} holds what changed after `from` up to `seq`: lists `notes` and `themes` by id, ids in
 * `gone` and `gone_themes`, and whole values for the rest. Of `groups`, `progress` brings those alone that changed;
 * `voices` (theme id → who is behind it) is of themes that did not change otherwise.
 * Taking a delta twice changes nothing.
 *
 * A phone also has a stream of the notes that it may see of others (shared.js): `state.shared`, and `onShared`.
 */
import { device } from "./clock.js";
import { Shared } from "./shared.js";
import { sharingSign } from "./sharing.js";

const LISTS = { notes: "gone", themes: "gone_themes" };
const OF_SHARED = ["shared", "gone_shared", "shared_full"];
const ENVELOPE = new Set(
  ["ok", "from", "seq", "full", "now", "progress", "voices", ...OF_SHARED, ...Object.keys(LISTS), ...Object.values(LISTS)],
);

/** {seq, notes: Map, themes: Map, …}: nothing known yet. */
export const blank = () => ({ seq: 0, notes: new Map(), themes: new Map(), shared: new Map() });

/**
 * Take `delta` into `state` (in place) and tell which of its names changed.
 * → {taken: bool, gap: bool, changed: Set of names such as "notes" or "timer"}
 */
export function merge(state, delta, { replace = false } = {}) {
  const changed = new Set();
  if (!delta.full && delta.from > state.seq) return { taken: false, gap: true, changed };
  if (delta.seq < state.seq && !replace) return { taken: false, gap: false, changed };
  for (const [name, gone] of Object.entries(LISTS)) {
    if (delta.full && name in delta) state[name] = new Map();
    for (const item of delta[name] || []) state[name].set(item.id, item);
    for (const id of delta[gone] || []) state[name].delete(id);
    if ((delta.full && name in delta) || (delta[name] || []).length || (delta[gone] || []).length) changed.add(name);
  }
  for (const [name, value] of Object.entries(delta)) {
    if (ENVELOPE.has(name)) continue;
    state[name] = value;
    changed.add(name);
  }
  for (const [id, voices] of Object.entries(delta.voices ?? {})) {
    if (!state.themes.has(id)) continue;
    state.themes.set(id, { ...state.themes.get(id), voices });
    changed.add("themes");
  }
  if (delta.progress?.length) {
    const moved = new Map(delta.progress.map((group) => [group.id, group]));
    state.groups = (state.groups ?? []).map((group) => moved.get(group.id) ?? group);
    changed.add("groups");
  }
  state.seq = delta.seq;
  return { taken: true, gap: false, changed };
}

/**
 * feed = new Feed({load, onChange, onShared, onClock, wrote, answers})
 *   load(since) → promise of a delta over HTTP (since = null asks for everything); rejects when there is no answer
 *   onChange(state, changed) after every delta taken; `changed` never holds "shared"
 *   onShared({full, notes, gone}, state.shared) after every change of the shared notes: `full` = the Map was made anew,
 *     `notes` = SharedNotes new or changed, oldest first, `gone` = ids that are no longer there. The Map (id → SharedNote)
 *     is in order of arrival and already holds the change.
 *   wrote(id)  whether the phone has attached something to this note or theme
 *   answers  {question's name in the state: names of what this phone gave to it}
 *   onClock(serverMs, sentMs) for clock.js; of what the socket brings without `sentMs`
 * feed.take(delta) for the socket (phones: feed.overlay, and feed.takeShared for the event "notes"); feed.catchUp() at
 * any time, and after socket.enter(); feed.watch() starts the triggers.
 */
export class Feed {
  constructor({ load, onChange, onShared = () => {}, onClock = () => {}, wrote = () => false, answers = {} }) {
    Object.assign(this, { answers, load, onChange, onClock, wrote, state: blank(), pending: null, again: false, answered: false, shown: 0, asked: {}, newest: {} });
    this.others = new Shared(this.state.shared, onShared);
  }

  take(delta) {
    if (delta.now) this.onClock(delta.now);
    const { taken, gap, changed } = merge(this.state, delta);
    if (gap) this.catchUp();
    if (taken && changed.size) this.onChange(this.state, changed);
  }

  /** The socket's event "notes" {seq, from, notes, gone}, or {answered: ids of notes and themes}, for who wrote them or under them. */
  takeShared(event) {
    const { answered } = event;
    if (answered ? answered.some((id) => this.state.notes.has(id) || this.wrote(id)) : this.others.live(event)) this.catchUp();
  }

  /**
   * For a phone: what all phones are sent alike holds only whole values (phases, timer, …), never their own notes. So no
   * gap can hurt, nothing has to be asked for when a phase opens for a thousand phones, and `seq` stays where HTTP left it.
   * Another choice of who sees whose notes is the exception: what this phone may see now has to be asked for.
   */
  overlay(delta) {
    if (delta.seq < Math.max(this.state.seq, this.shown)) return;
    this.shown = delta.seq;
    if (delta.now) this.onClock(delta.now);
    const sharing = this.state.workshop && sharingSign(this.state);
    const { changed } = merge(this.state, { ...delta, from: 0, seq: this.state.seq }, { replace: true });
    if (this.forgetAnswers()) this.catchUp();
    if (this.state.workshop && sharingSign(this.state) !== sharing) this.catchUp();
    if (changed.size) this.onChange(this.state, changed);
  }

  /** Own answers are of the question that was on the screens. → whether an earlier one is back, which has to be asked for */
  forgetAnswers() {
    let back = false;
    for (const [name, own] of Object.entries(this.answers)) {
      const { id } = this.state[name] || {};
      if (!id || id === this.asked[name]) continue;
      for (const each of own) delete this.state[each];
      back = back || id <= this.newest[name];
      this.nowAsked(name);
    }
    return back;
  }

  nowAsked(name) {
    const { id } = this.state[name];
    this.asked[name] = id;
    this.newest[name] = Math.max(id, this.newest[name] || 0);
  }

  /** One at a time: a second call while one is under way makes one more round after it. Resolves to true when answered. */
  catchUp() {
    if (this.pending) {
      this.again = true;
      return this.pending;
    }
    this.pending = this.ask().then((answered) => {
      this.pending = null;
      this.answered = answered;
      if (!this.again) return answered;
      this.again = false;
      return answered ? this.catchUp() : answered;
    });
    return this.pending;
  }

  async ask() {
    const since = this.state.seq;
    const sent = device();
    try {
      const delta = await this.load(since || null);
      if (delta.now) this.onClock(delta.now, sent);
      // A full answer may be older than what we hold when the server was restored from a backup: it wins, unless the
      // socket moved us on in the meantime.
      const { taken, gap, changed } = merge(this.state, delta, { replace: delta.full && this.state.seq === since });
      for (const name of Object.keys(this.answers)) if (taken && this.state[name]) this.nowAsked(name);
      if (taken && changed.size) this.onChange(this.state, changed);
      const stale = taken && "shared" in delta && this.others.caughtUp(delta);
      if (delta.seq < this.shown) {
        this.shown = 0; // the socket had told something newer than this answer: ask once more
        this.again = true;
      }
      if (gap || stale) {
        this.state.seq = 0; // one more round, which asks for everything
        this.again = true;
      }
      return true;
    } catch (trouble) {
      return false;
    }
  }

  /** Catch up whenever something may have been missed. The page's socket calls catchUp() on connect itself. */
  watch() {
    let hiddenAt = 0;
    const again = () => this.catchUp();
    window.addEventListener("online", again);
    window.addEventListener("pageshow", ({ persisted }) => persisted && again()); // else it has just been loaded
    window.addEventListener("focus", again);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") hiddenAt = Date.now();
      else if (hiddenAt && Date.now() - hiddenAt > 60000) this.catchUp();
    });
  }
}
