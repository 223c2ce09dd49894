/** Comments on the phone, under each note and theme that may be commented on. */
import { all, fragment } from "../../lib/dom.js";
import { late, styles } from "../../lib/load.js";
import { sharingOf } from "../../lib/sharing.js";
import { makes, ofComments, takes } from "../../lib/writes.js";
import { offer } from "../attached.js";
import { whenWanted } from "../late.js";
import { recall } from "../memory.js";
import { rows } from "./rows.js";

class Comments {
  name = "comments";
  ours = ofComments;

  constructor({ outbox, code, limits, state, redraw, onTyped }) {
    Object.assign(this, { outbox, code, limit: limits.comment, state, onTyped, withdrawn: new Set(), shown: new Set(), writes: [], phases: [], names: new Map() });
    // What draws them.
    this.parts = whenWanted(() => Promise.all([late(this.name), styles("parts/comments")]).then(([parts]) => parts), redraw);
  }

  /** What the next drawing is of. */
  begin(state, writes) {
    Object.assign(this, { writes, phases: state.phases, shown: new Set() });
  }

  wrote(id) {
    return (this.state().my_comments || []).some((comment) => (comment.note_id || comment.theme_id) === id);
  }

  drafted(id) {
    const waits = this.writes.some((write) => ofComments(write) && write.body && (write.body.note_id || write.body.theme_id) === id);
    return waits || !!recall(`comment.${this.code}.${id}`, "");
  }

  /** Is one being typed or edited? */
  drafting() {
    return all(".comments textarea").some((field) => field.value.trim());
  }

  /** The phase that takes comments now, or undefined. */
  get phase() {
    return this.phases.find((phase) => phase.comments && phase.state === "open");
  }

  /** Where one's own group alone sees a note, whoever reads a comment on it knows the writer's group. */
  knowsGroup({ note_id }) {
    const state = this.state();
    const { phase_id } = state.shared.get(note_id) || state.notes.get(note_id) || {};
    return !!note_id && sharingOf(state, state.phases.find(({ id }) => id === phase_id)) !== "everyone";
  }

  /** Show the comments of {note_id | theme_id, told, erased} in `el`; nothing where there are none and none are taken. */
  on(el, about) {
    const state = this.state();
    const found = rows(about, state.my_comments || [], this.withdrawn, this.writes);
    for (const { id } of found) this.shown.add(id);
    const phase = about.erased ? undefined : this.phase;
    if (!el.laenaComments && !found.length && !phase) return;
    const parts = this.parts(true);
    if (!parts) return;
    if (!el.laenaComments) {
      const part = fragment("comments");
      el.append(part);
      el.laenaComments = new parts.CommentBox(part, this);
    }
    el.laenaComments.show(about, found, phase);
  }

  /** After all cards: what was refused and stands under none of them. */
  lost() {
    const parts = this.parts(this.writes.some((write) => ofComments(write) && write.state === "refused"));
    if (parts) parts.showLost(this.writes, this.shown, this.state().my_comments || [], this.outbox);
  }

  /** The server has taken a write: own comments are told with the next answer only, so what it said is put in here. */
  sent(write, { comment }) {
    const state = this.state();
    const about = comment ? comment.id : write.note; // the server's id
    if (about !== write.note) this.names.set(write.note, about);
    const others = (state.my_comments || []).filter(({ id }) => id !== about);
    const withdrawn = takes(write) || (comment && !comment.text); // the answer to a comment withdrawn meanwhile has no words
    if (withdrawn) this.withdrawn.add(about);
    state.my_comments = comment && !withdrawn ? (makes(write) ? [...others, comment] : replaced(state.my_comments, comment)) : others;
  }
}

const replaced = (comments, comment) => (comments || []).map((each) => (each.id === comment.id ? comment : each));

offer(Comments);
