/** What people do together on the phone (others' notes, and what the room is asked): its parts, wired to the outbox. */
import { data, one, setText } from "../lib/dom.js";
import { late } from "../lib/load.js";
import { sharings } from "../lib/sharing.js";
import { isTap } from "../lib/writes.js";
import { say } from "../lib/toast.js";
import { card, whenWanted } from "./late.js";
import { reactionTo, Taps } from "./taps.js";
import { unrevealedWords } from "./unrevealed.js";

export class Together {
  /** state() gives what the feed knows; redraw() draws the page once a part has been loaded */
  constructor({ outbox, state, redraw, attached }) {
    const tap = (kind, about, body) => outbox.tap(kind, about, body);
    Object.assign(this, { state, attached, taps: new Taps() });
    const agree = (id, on) => tap("reaction", reactionTo(id), { note_id: id, on });
    // Most rooms share nothing, and attach nothing to themes.
    this.themes = whenWanted(() => late("shown_themes").then((ShownThemes) => new ShownThemes(attached)), redraw);
    this.shared = whenWanted(() => late("shared_notes").then((SharedNotes) => new SharedNotes({ attached, agree })), redraw);
    this.names = Object.keys(data("page").asked);
    this.asked = this.names.map((name) => card(name, tap, redraw));
    this.order = whenWanted(() => late("asked_order").then((askedOrder) => askedOrder(this.names)), redraw);
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

  show(writes, { categories }) {
    const state = this.state();
    const themes = this.themes((state.themes_shown || []).length > 0);
    if (themes) themes.show(state, writes, categories);
    const over = this.taps.over(state.seq, writes);
    const shares = sharings(state).some((said) => said === "group" || said === "everyone");
    const hidden = unrevealedWords(state);
    setText(one("#unrevealed"), hidden);
    one("#unrevealed").hidden = !hidden;
    const shared = this.shared(shares);
    if (shared) shared.show(state, writes, over, categories);
    this.attached.lost();
    for (const draw of this.asked) draw(state, over);
    const arrange = this.order(this.names.some((name) => state[name]));
    if (arrange) arrange(state);
  }
}
