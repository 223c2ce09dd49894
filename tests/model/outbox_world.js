/**
 * A world in which time is ours: a seeded dice, a clock that jumps from timer to timer, a server that knows repeats, and
 * a network between that loses requests and answers. The outbox's own modules run in it unchanged.
 */
const channel = new MessageChannel();
let settled = null;
channel.port1.onmessage = () => settled();

/** Resolves when every promise that could go on has gone on: a message comes behind them all. */
const allStill = () => new Promise((resolve) => {
  settled = resolve;
  channel.port2.postMessage(0);
});

/** Random numbers that a seed repeats (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return Object.assign(roll, {
    below: (limit) => Math.floor(roll() * limit),
    yes: (share) => roll() < share,
    of: (list) => list[Math.floor(roll() * list.length)],
  });
}

/** Steady milliseconds and the timers that wait in it; the device's own clock may be off by `skew`. */
export class Time {
  constructor(chance) {
    Object.assign(this, { now: 1.6e12, skew: 0, timers: new Map(), last: 0 });
    window.setTimeout = (act, ms = 0) => this.at(ms, act);
    window.clearTimeout = (id) => this.timers.delete(id);
    window.setInterval = (act, ms) => this.every(ms, act);
    window.clearInterval = (id) => this.timers.delete(id);
    Date.now = () => this.now + this.skew;
    performance.now = () => this.now;
    Math.random = chance;
  }

  at(ms, act) {
    this.last += 1;
    this.timers.set(this.last, { due: this.now + Math.max(0, Number.isFinite(ms) ? ms : 0), act });
    return this.last;
  }

  every(ms, act) {
    const id = this.at(ms, () => {
      act();
      this.timers.set(id, { due: this.now + ms, act: again });
    });
    const again = this.timers.get(id).act;
    return id;
  }

  sleep(ms) {
    return new Promise((resolve) => this.at(ms, resolve));
  }

  /** The timer that is due first, of several the one that was set first. */
  next() {
    let found = [];
    for (const each of this.timers) if (!found.length || each[1].due < found[1].due) found = each;
    return found;
  }

  /** Lets `ms` pass: each timer in its turn, and what it set going until it waits again. */
  async pass(ms) {
    const until = this.now + ms;
    for (;;) {
      await allStill();
      const [id, timer] = this.next();
      if (!timer || timer.due > until) break;
      this.now = Math.max(this.now, timer.due);
      this.timers.delete(id);
      timer.act();
    }
    this.now = until;
  }
}

const REFUSED = { ok: false, error: "note_too_long", message: "ยาวเกิน", errors: {} };

/** What the server keeps. `made` counts how often each write took effect; `first` is the order in which they did. */
export class Server {
  constructor() {
    Object.assign(this, { notes: new Map(), made: new Map(), first: [], taps: new Map(), texts: [] });
  }

  /** → [status, body]: a repeat is answered, and changes nothing. */
  take(method, path, body) {
    const id = method === "POST" ? body.id : path.split("/notes/")[1]?.split("/")[0];
    if (path.endsWith("/reaction")) return this.tap(`${id}`, body);
    if (path.endsWith("/ratings")) return this.tap(`rate:1:${body.theme_id}`, { id: body.id, on: body.values[0] });
    if (path.endsWith("/rankings")) return this.tap("rank:1", { id: body.id, on: body.order.join() });
    const note = this.notes.get(id);
    if (method === "POST") {
      if (note) return [200, { ok: true, note }];
      if (body.text.includes("bad")) return [422, REFUSED];
      this.effect(id);
      this.texts.push(body.text);
      this.notes.set(id, { id, text: body.text, edits: new Set(), gone: false });
      return [200, { ok: true, note: this.notes.get(id) }];
    }
    if (!note) return [404, { ...REFUSED, error: "not_yours" }];
    if (method === "DELETE") {
      if (!note.gone) this.effect(`delete ${id}`);
      note.gone = true;
      return [200, { ok: true }];
    }
    const newest = [...note.edits].reduce((last, key) => (key > last ? key : last), "");
    if (note.edits.has(body.edit) || newest > body.edit) return [200, { ok: true, note }];
    if (note.gone) return [404, { ...REFUSED, error: "not_yours" }];
    if (body.text.includes("bad")) return [422, REFUSED];
    this.effect(body.edit);
    note.edits.add(body.edit);
    this.texts.push(body.text);
    note.text = body.text;
    return [200, { ok: true, note }];
  }

  tap(subject, { id, on }) {
    const held = this.taps.get(subject);
    if (!held || id > held.id) {
      this.effect(id);
      this.taps.set(subject, { id, on });
    }
    return [200, { ok: true }];
  }

  effect(key) {
    this.made.set(key, (this.made.get(key) || 0) + 1);
    this.first.push(key);
  }
}

/** fetch() through a network of `weather`: shares of what is lost on the way there or back, broken, repeated or slow. */
export class Network {
  constructor(time, server, chance) {
    Object.assign(this, { time, server, chance, weather: 0, flying: new Map(), twice: [] });
  }

  fetch(tab) {
    return async (url, { method, body, signal }) => {
      const message = body ? JSON.parse(body) : {};
      const key = `${method} ${url} ${message.id || message.edit || ""}`;
      const others = [...(this.flying.get(key) || [])].filter((other) => other.alive && other !== tab);
      if (others.length) this.twice.push(key);
      this.flying.set(key, new Set([...(this.flying.get(key) || []), tab]));
      try {
        return await Promise.race([this.travel(method, url, message, tab), new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
        })]);
      } finally {
        this.flying.get(key).delete(tab);
      }
    };
  }

  async travel(method, url, message, tab) {
    const { time, chance, server, weather } = this;
    await time.sleep(5 + chance() * (weather ? 3000 : 20));
    if (!navigator.onLine || chance.yes(weather * 0.4)) throw new TypeError("never arrived");
    if (chance.yes(weather * 0.1)) await time.sleep(60000);
    if (chance.yes(weather * 0.2)) return answer(503, { ok: false, error: "try_again", message: "", errors: {} });
    if (chance.yes(weather * 0.1)) return answer(429, { ok: false, error: "too_fast", message: "", errors: {}, retry_after: 2 });
    if (chance.yes(weather * 0.2)) time.at(chance() * 5000, () => server.take(method, url, message));
    const [status, body] = server.take(method, url, message);
    await time.sleep(5 + chance() * (weather ? 3000 : 20));
    if (!tab.alive) return new Promise(() => {});
    if (chance.yes(weather * 0.3)) throw new TypeError("the answer was lost");
    if (chance.yes(weather * 0.05)) return { status: 502, json: () => Promise.reject(new SyntaxError("a proxy's page")) };
    return answer(status, body);
  }
}

const answer = (status, body) => ({ status, json: () => Promise.resolve(structuredClone(body)) });
