/**
 * The outbox's record {writes, lease, gone, edited, names}, and how two stores' records become one. Pure.
 *
 *   rev    of a write: counts its changes, so that of two copies the newer one is known
 *   gone   {key: rev} of writes that have left the list, so that an older copy of one in another store stays dead
 *   edited {note: key} of the newest edit that has left the list: an older one in another store is not sent after it
 *   names  {this phone's id of a note: the server's}, for what is written about it while the answer is being stored
 */
import { edits } from "./writes.js";

const MOST_GONE = 300;

export const EMPTY = { writes: [], lease: null, gone: {}, edited: {}, names: {} };

const newest = (entries) => Object.entries(entries).slice(-MOST_GONE).reduce((all, [key, value]) => Object.assign(all, { [key]: value }), {});
const later = (key, other = "") => (key > other ? key : other); // keys rise with time
const revOf = (write) => write.rev || 0;

/** The record after `step`; what the step changed or dropped is counted on. */
export function stepped(record, step) {
  const before = { ...EMPTY, ...record };
  const after = step(before);
  const old = new Map(before.writes.map((write) => [write.key, write]));
  const gone = { ...before.gone };
  const first = (write, i, all) => all.findIndex((each) => each.key === write.key) === i; // a step may be run once more
  const writes = after.writes.filter(first).map((write) => {
    const was = old.get(write.key);
    if (was === write) return write;
    const rev = Math.max(was ? revOf(was) : 0, gone[write.key] || 0) + 1;
    delete gone[write.key];
    return { ...write, rev };
  });
  const left = new Set(writes.map((write) => write.key));
  const edited = { ...before.edited };
  for (const write of before.writes.filter(({ key }) => !left.has(key))) {
    gone[write.key] = revOf(write) + 1;
    if (edits(write)) edited[write.note] = later(write.key, edited[write.note]);
  }
  return { writes, lease: after.lease, gone: newest(gone), edited: newest(edited), names: newest({ ...before.names, ...after.names }) };
}

/** The writes of `record` without edits after which `other` has a newer one: it may have reached the server already. */
function current(record, other) {
  const edited = { ...other.edited };
  for (const write of other.writes) if (edits(write)) edited[write.note] = later(write.key, edited[write.note]);
  const known = new Set(other.writes.map(({ key }) => key));
  return record.writes.filter((write) => known.has(write.key) || !edits(write) || !(edited[write.note] > write.key));
}

/** Both records as one, in the order in which the writes were made: of each write its newest copy, or none. */
export function joined(mine, other) {
  const [one, two] = [{ ...EMPTY, ...mine }, { ...EMPTY, ...other }];
  const gone = { ...two.gone };
  for (const [key, rev] of Object.entries(one.gone)) gone[key] = Math.max(rev, gone[key] || 0);
  const found = new Map();
  for (const write of [...current(one, two), ...current(two, one)]) {
    const held = found.get(write.key);
    if (!held || revOf(write) > revOf(held)) found.set(write.key, write);
  }
  const alive = Array.from(found.values()).filter((write) => !(gone[write.key] >= revOf(write)));
  for (const write of alive) delete gone[write.key];
  const edited = { ...two.edited };
  for (const [note, key] of Object.entries(one.edited)) edited[note] = later(key, edited[note]);
  const writes = alive.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  return { writes, lease: one.lease || two.lease, gone: newest(gone), edited: newest(edited), names: newest({ ...two.names, ...one.names }) };
}
