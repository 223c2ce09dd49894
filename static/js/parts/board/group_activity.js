/** What each group wrote lately, from the notes that are sent with its name. Of an anonymous phase nothing: neither when
 *  its notes came nor which is the newest may be told by group, also after it has closed. */
import { now } from "../../lib/clock.js";

const STEP_MS = 15 * 60000; // the server rounds the time of a note down to this
const MINUTE_MS = 60000;

export class GroupActivity {
  #known = null;
  #arrived = new Map();

  /** Remembers when notes came that were not there before: this page knows it to the minute. Called with every change. */
  follow({ notes }) {
    const known = new Set(notes.keys());
    if (this.#known) for (const [id, { at }] of notes) if (!this.#known.has(id)) this.#arrived.set(id, Math.min(now(), at + STEP_MS));
    this.#known = known;
  }

  /** Group id → {written: notes in the open phases, last: its newest note's {from, to} in ms, silent: the same of the open
   *  phases, theme: id of the theme of its newest note that is in one}. */
  of({ notes, phases }) {
    const anonymous = new Set(phases.filter(({ identity }) => identity === "anonymous").map(({ id }) => id));
    const open = new Set(phases.filter(({ state }) => state === "open").map(({ id }) => id));
    const found = new Map();
    for (const note of notes.values()) {
      if (note.group_id === null || anonymous.has(note.phase_id)) continue;
      const group = found.get(note.group_id) ?? { written: 0, last: null, silent: null, theme: null };
      found.set(note.group_id, group);
      const arrived = this.#arrived.get(note.id);
      const when = { number: note.number, from: arrived ?? note.at, to: arrived ?? note.at + STEP_MS };
      if (later(when, group.last)) group.last = when;
      if (note.status === "theme" && later(when, group.theme)) group.theme = { ...when, id: note.theme_id };
      if (!open.has(note.phase_id)) continue;
      group.written += 1;
      if (later(when, group.silent)) group.silent = when;
    }
    return found;
  }
}

const later = (when, than) => !than || when.to > than.to || (when.to === than.to && when.number > than.number);

/** Whole minutes since {from, to}: [at least, at most]. */
export const minutesSince = ({ from, to }) => [to, from].map((at) => Math.max(0, Math.floor((now() - at) / MINUTE_MS)));
