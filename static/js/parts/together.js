/** What people do together on the phone (others' notes, and what the room is asked): its parts, wired to the outbox. */
import { all } from "../lib/dom.js";
import { isTap } from "../lib/writes.js";
import { say } from "../lib/toast.js";
import { card } from "./late.js";
import { SharedNotes } from "./shared_notes.js";
import { showThemes } from "./shown_themes.js";
import { reactionTo, Taps } from "./taps.js";

export class Together {
  /** state() gives what the feed knows; redraw() draws the page once a part has been loaded */
  constructor({ outbox, state, redraw, attached }) {
    const tap = (kind, about, body) => outbox.tap(kind, about, body);
    Object.assign(this, { state, attached, taps: new Taps() });
    this.shared = new SharedNotes({ attached, agree: (id, on) => tap("reaction", reactionTo(id), { note_id: id, on }) });
    this.asked = all(".together").map(({ id }) => card(id, tap, redraw));
  }

  /** The server has taken a write of the outbox. */
  sent(write, answer) {
    this.attached.sent(write, answer);
    if (!isTap(write)) return;
    this.taps.sent(write, answer.seq);
    const { shared } = this.state();
    const told = answer.note && shared.get(answer.note.id);
    if (told) shared.set(told.id, { ...told, agreed: answer.note.agreed });
  }

  refused(write, why) {
    if (isTap(write)) say(why.message);
  }

  show(writes, { categories, front }) {
    const state = this.state();
    showThemes(state, categories, this.attached);
    const over = this.taps.over(state.seq, writes);
    this.shared.show(state, writes, over, categories, front);
    this.attached.lost();
    for (const draw of this.asked) draw(state, over);
  }
}
