/**
 * The outbox as data: pure steps from one list of writes to the next, so that any storage can hold it.
 *
 * A write: {key, kind, note, body, state: "waiting"|"sending"|"refused", tried, due, at, why}
 *   kind   as declared in writes.js: of one's own notes, or what one says in one tap
 *   key    UUIDv7 of this write (a new note's is this phone's id for it; the server recognises repeats by it)
 *   note   one's own note: this phone's id for it until it is saved, then the server's; of a tap its subject. Two writes of
 *          one subject stay in order
 *   tried  it may have reached the server: from then on it is sent again as it is, never changed or dropped
 *   due    a delete waits until then (ms), so that it can be taken back
 *   why    {code, message} of a refusal; the text stays in `body`
 *   lent   it was shown to other phones (parts/rescue/), which may bring it at any time as it was; `mended`: its text is
 *          another one since, which has to follow as an edit where the old one has arrived
 */
import { edits, isKnown, isTap, isText, makes, ofNotes, shares, takes } from "./writes.js";

const UNDO_LONGEST_MS = 60000;

const waiting = (write) => ({ state: "waiting", tried: false, due: 0, why: null, ...write });
const of = (writes, note) => writes.filter((write) => write.note === note);
const without = (writes, gone) => writes.filter((write) => !gone.includes(write));
const swap = (writes, old, changed) => writes.map((write) => (write === old ? { ...old, ...changed } : write));
const isDue = (write, now) => now >= write.due || write.due - now > UNDO_LONGEST_MS; // the clock was set back

/** A new note: body {phase_id, category, text}. */
export const addNote = (writes, note, body, at, kind = "note") => [...writes, waiting({ key: note, kind, note, body, at })];

/** New text (and category) for a note: merged into what still waits unsent, else queued behind it under `key`. */
export function edit(writes, note, body, key, at, kind = "edit") {
  const open = of(writes, note).filter((write) => !takes(write) && !write.tried).pop();
  if (!open) return [...writes, waiting({ key, kind, note, body, at })];
  return swap(writes, open, { body: { ...open.body, ...body }, state: "waiting", why: null, ...(open.lent ? { mended: true } : {}) });
}

/** What another phone may bring: new notes that are not about to be withdrawn. */
export const bringable = (writes) =>
  writes.filter((write) => makes(write) && ofNotes(write) && write.state !== "refused" && !of(writes, write.note).some(takes));

/** Other phones may bring these from now on, so they are sent as they are. */
export const lend = (writes) => bringable(writes).reduce((all, write) => swap(all, write, { tried: true, lent: true }), writes);
export const lent = (writes) => bringable(writes).filter((write) => write.lent);

/**
 * What one says in one tap takes the place of what still waits untried on the same subject. Where subjects share what
 * there is to give, the server must hear of them in an order in which there is always enough: of those, just the last
 * one may be replaced.
 */
export function tap(writes, { key, kind, subject, body, at }) {
  const alike = writes.filter((write) => write.kind === kind && (shares(write) || write.note === subject));
  const last = alike.pop();
  if (last && last.note === subject && last.key > key) return writes; // a tap of another tab was stored before this older one
  const replaced = last && last.note === subject && !last.tried ? [last] : [];
  return [...without(writes, replaced), waiting({ key, kind, note: subject, body, at })];
}

/** Delete a note at `due`; edits that never left are dropped with it (see settle). */
export function remove(writes, note, key, due, at, kind = "delete") {
  if (of(writes, note).some(takes)) return writes;
  return [...writes, waiting({ key, kind, note, body: {}, due, at })];
}

/** Take a delete back: possible until it was sent. */
export const keep = (writes, note) =>
  writes.filter((write) => !(write.note === note && takes(write) && !write.tried));

/** A text of a muted phone: it is tried again every minute, and says so all the while. */
export const held = ({ why }) => !!why && why.code === "phone_muted";

/** Send a refused write once more; or forget it (its text goes with it). */
export const resend = (writes, key) =>
  writes.map((write) => (write.key === key ? { ...write, state: "waiting", why: held(write) ? write.why : null } : write));
export const forget = (writes, key) => writes.filter((write) => write.key !== key);

/** For whoever begins to send: what another tab left half sent waits again, and deletes that are due swallow what never
 *  left, since nothing needs to be sent for a note that the server cannot know. */
export function settle(writes, now) {
  let left = writes.map((write) => (write.state === "sending" ? { ...write, state: "waiting" } : write));
  for (const gone of left.filter((write) => takes(write) && isDue(write, now))) {
    const mine = of(left, gone.note);
    const unsent = mine.filter((write) => write !== gone && !write.tried);
    left = without(left, unsent);
    if (unsent.some(makes)) left = without(left, [gone]);
  }
  return left;
}

/** The next write to send, in order; null when nothing can be sent now. */
export function next(writes, now) {
  const blocked = new Set();
  for (const write of writes) {
    if (blocked.has(write.note)) continue;
    const leaving = !write.tried && !takes(write) && of(writes, write.note).some(takes);
    const ready = isKnown(write) && write.state !== "refused" && !leaving && (!takes(write) || isDue(write, now));
    if (ready) return write;
    blocked.add(write.note);
  }
  return null;
}

export const begin = (writes, key) =>
  writes.map((write) => (write.key === key ? { ...write, state: "sending", tried: true } : write));

/** Nobody knows whether it arrived: it waits and is sent again unchanged. */
export const again = (writes, key) =>
  writes.map((write) => (write.key === key && write.state === "sending" ? { ...write, state: "waiting" } : write));

/** The server has it, under `name` if it is a text, with the words `text`: what is queued behind it is then about that. */
export function done(writes, key, { name, text, editKey } = {}) {
  const sent = writes.find((write) => write.key === key);
  const newer = () => writes.slice(writes.indexOf(sent)).some((write) => write.note === sent.note && edits(write));
  const older = sent && sent.mended && text !== undefined && text !== sent.body.text && !newer();
  const edited = older && waiting({ key: editKey, kind: "edit", note: sent.note, body: { text: sent.body.text }, at: sent.at });
  const left = edited ? writes.map((write) => (write === sent ? edited : write)) : forget(writes, key);
  if (!sent || !name || !makes(sent)) return left;
  return of(left, sent.note).reduce((renamed, write) => swap(renamed, write, { note: name }), left);
}

/** What was written about a note under this phone's id, when the server already had it under another. */
export const renamed = (writes, names = {}) =>
  writes.map((write) => (names[write.note] && !makes(write) ? { ...write, note: names[write.note] } : write));

/** The server said no, so it holds nothing of this write: a refused text takes in the edits queued behind it, which would
 *  else wait for it for ever; a tap is forgotten, and what it set goes back to what the server has. */
export function refuse(writes, key, why) {
  const refused = writes.find((write) => write.key === key);
  if (!refused) return writes;
  if (isTap(refused)) return forget(writes, key);
  if (takes(refused)) return swap(writes, refused, { state: "refused", tried: false, why });
  const behind = writes.slice(writes.indexOf(refused) + 1);
  const newer = of(behind, refused.note).filter(edits);
  const body = Object.assign({}, refused.body, ...newer.map((write) => write.body));
  const mended = refused.lent && newer.length ? { mended: true } : {};
  return swap(without(writes, newer), refused, { state: newer.length ? "waiting" : "refused", tried: false, why, body, ...mended });
}

/** Writes with a text that the server has not confirmed, refused ones apart: of a muted phone nobody may know by a
 *  count that goes up every minute that it tries. */
export const unsent = (writes) => writes.filter((write) => isText(write) && write.state !== "refused" && !held(write)).length;

/** When the next delete becomes due (ms), or null. */
export function nextDue(writes, now) {
  const dues = writes.filter((write) => takes(write) && !isDue(write, now)).map((write) => write.due);
  return dues.length ? Math.min(...dues) : null;
}
