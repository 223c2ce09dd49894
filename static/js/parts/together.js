/** What people do together on the phone (others' notes, votes, a mood): its parts, wired to the outbox. */
import { isTap, ofComments } from "../lib/writes.js";
import { say } from "../lib/toast.js";
import { late } from "./late.js";
import { SharedNotes } from "./shared_notes.js";
import { subject, Taps } from "./taps.js";

export class Together {
  /** state() gives what the feed knows; redraw() draws the page once a part has been loaded */
  constructor({ outbox, state, redraw, comments }) {
    const tap = (kind, about, body) => outbox.tap(kind, about, body);
    Object.assign(this, { state, comments, taps: new Taps() });
    this.shared = new SharedNotes({ comments, agree: (id, on) => tap("reaction", subject.reaction(id), { note_id: id, on }) });
    const give = (body) => tap("vote", subject.vote(body.voting_id, body.theme_id), body);
    const choose = (body) => tap("pulse", subject.pulse(body.pulse_id), body);
    this.voting = late("voting", ({ Voting }, quiet) => new Voting({ give, quiet }), redraw);
    this.pulse = late("pulse", ({ Pulse }, quiet) => new Pulse({ choose, quiet }), redraw);
  }

  /** The server has taken a write of the outbox. */
  sent(write, answer) {
    if (ofComments(write)) this.comments.sent(write, answer);
    if (!isTap(write)) return;
    this.taps.sent(write, answer.seq);
    const { shared } = this.state();
    const told = answer.note && shared.get(answer.note.id);
    if (told) shared.set(told.id, { ...told, agreed: answer.note.agreed });
  }

  refused(write, why) {
    if (isTap(write)) say(why.message);
  }

  show(writes, { categories }) {
    const state = this.state();
    this.comments.themes(state, categories);
    const over = this.taps.over(state.seq, writes);
    this.shared.show(state, writes, over, categories);
    this.voting(state.voting, state.my_votes, over);
    this.pulse(state.pulse, state.my_pulse, over);
  }
}
