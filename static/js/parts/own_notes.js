/** The list of own notes and the undo bar of a delete. */
import { list, one, setText, word } from "../lib/dom.js";
import { late } from "../lib/load.js";
import { say } from "../lib/toast.js";
import { UNDO_MS } from "../lib/outbox.js";
import { held } from "../lib/outbox_queue.js";
import { whenWanted } from "./late.js";
import { fillNote, makeNote } from "./own_note.js";
import { rows } from "./own_rows.js";

export class OwnNotes {
  constructor({ outbox, compose, edits, limit, attached, onOpened }) {
    Object.assign(this, { compose, edits, limit, attached, phases: [], sent: new Map(), first: new Map() });
    // So that a first visit stays light.
    this.save = whenWanted(() => late("save_notes"), () => this.offerFile(...this.file));
    this.actions = {
      opened: onOpened,
      edits,
      edit: (row, text, other) => outbox.edit(row.id, { text, ...other, ...this.run(row) }),
      resend: (row) => outbox.resend(row.key),
      forget: (row) => outbox.forget(row.key),
      use(row) {
        compose.append(row.text);
        outbox.forget(row.key);
      },
      async remove(row) {
        const until = Date.now() + UNDO_MS;
        await (row.state === "refused" && row.kind === "note" ? outbox.forget(row.key) : outbox.remove(row.id));
        const back = () => (row.state === "refused" ? outbox.add(row.id, bodyOf(row)) : outbox.keep(row.id));
        say(word("deleted"), { action: word("undo"), onAction: back, ms: Math.min(UNDO_MS, until - Date.now()) - 300 });
      },
    };
  }

  /** The server knows this phone's note `own` by another id: its card stays the same one. */
  saved(notes, own, note) {
    notes.set(note.id, note);
    if (own === note.id) return;
    this.sent.set(own, note.id);
    this.first.set(note.id, own);
    this.edits.rename(own, note.id);
  }

  /** Which opening of its phase this is: what is written now is accepted for a while after its end. */
  run(row) {
    const phase = this.phases.find(({ id, state }) => id === row.phase_id && state === "open");
    return phase ? { run: phase.run } : {};
  }

  /** Is one of them being edited? */
  editing() {
    return !!one("#own-notes .note-form:not([hidden])");
  }

  offerFile(...file) {
    this.file = file;
    const [, , own] = file;
    const offer = this.save(own.length);
    if (!own.length) one("#save-notes").hidden = true;
    else if (offer) offer(...file);
  }

  /** → {saved: how many of them the server has, ids}. Before its first answer (`seq` 0) it may have more. */
  show({ notes, phases, shared, workshop, seq }, writes, { categories, front }) {
    this.phases = phases;
    const here = front && { ...front, kinds: categories.filter(({ key }) => front.categories.includes(key)) };
    const own = rows(notes, writes.filter(({ key }) => !this.sent.has(key)));
    const muted = own.filter(held);
    list(one("#own-notes"), own, {
      key: (row) => this.first.get(row.id) || row.id,
      make: () => makeNote(this.limit, this.actions),
      update: (el, row) => {
        fillNote(el, row, {
          category: categories.find((category) => category.key === row.category),
          phase: phases.find((phase) => phase.id === row.phase_id),
          front: here,
          ended: workshop.ended,
          muted: muted.includes(row),
          again: muted.indexOf(row) > 0,
          kinds: categories.filter(({ key }) => (phases.find(({ id }) => id === row.phase_id) || { categories: [] }).categories.includes(key)),
          agreed: shared.has(row.id) ? shared.get(row.id).agreed : 0,
        });
        const known = shared.get(row.id) || notes.get(row.id);
        el.resume();
        if (known) this.attached.on(el, { note_id: row.id }, known);
      },
    });
    if (seq) this.compose.left(own);
    const badge = one("#own-count");
    badge.hidden = !own.length;
    setText(badge, own.length);
    one("#no-notes").hidden = !seq || own.length > 0;
    this.offerFile(workshop, phases, own);
    return { saved: own.filter((row) => row.state === "saved").length, ids: new Set(own.map((row) => row.id)) };
  }
}

const bodyOf = ({ phase_id, category, text }) => ({ phase_id, category, text });
