/** Others' notes below one's own, newest first, each with an "I agree". Nothing moves under somebody who reads them.
 *  Loaded where a room shares its notes (together.js). */
import { fill, fragment, list, one, setText, word } from "../lib/dom.js";
import { give } from "../lib/load.js";
import { fold } from "../lib/long_text.js";
import { scrolled } from "./steady.js";
import { reactionTo } from "./taps.js";

const MOST = 300;
const section = one("#shared");
const rows = one("#shared-notes");
const chip = one("#shared-new");

/** shared = new SharedNotes({agree(id, on), attached}) */
class SharedNotes {
  constructor({ agree, attached }) {
    Object.assign(this, { agree, attached, shown: new Set(), last: null });
    chip.addEventListener("click", () => {
      this.shown.clear();
      this.again();
      section.scrollIntoView();
      one("h2", section).focus({ preventScroll: true });
    });
    window.addEventListener("scroll", () => !chip.hidden && !this.holds() && this.again(), { passive: true });
  }

  again() {
    this.show(...this.last);
    this.attached.lost();
  }

  /** New notes wait behind a button while somebody reads further down. */
  holds() {
    if (!this.shown.size || !scrolled()) return false;
    const { top } = rows.getBoundingClientRect();
    return top < window.innerHeight;
  }

  show(...view) {
    this.last = view;
    const [state, writes, over, categories] = view;
    const { sharing, ended } = state.workshop;
    section.hidden = ended || !sharing || sharing === "own";
    if (section.hidden) return;
    const mine = new Set([...state.notes.keys(), ...writes.map((write) => write.note)]);
    const others = Array.from(state.shared.values()).filter((note) => !mine.has(note.id)).reverse();
    const held = this.holds() ? others.filter((note) => !this.shown.has(note.id)) : [];
    const wanted = others.filter((note) => !held.includes(note)).slice(0, MOST);
    this.shown = new Set(wanted.map((note) => note.id));
    chip.hidden = !held.length;
    setText(chip, word("shared_new", { count: held.length }));
    setText(one("h2 > span", section), word(`shared_of_${sharing}`));
    const more = others.length - held.length - wanted.length;
    const badge = one(".badge", section);
    badge.hidden = !others.length;
    setText(badge, others.length);
    one("#no-shared").hidden = others.length > 0;
    one("#shared-more").hidden = more <= 0;
    setText(one("#shared-more"), word("shared_more", { count: more }));
    const look = { groups: new Map(state.groups.map(({ id, name }) => [id, name])), whole: sharing === "everyone" };
    list(rows, wanted, {
      key: (note) => note.id,
      make: () => this.make(),
      update: (el, note) => {
        draw(el, note, categories, look, reaction(state, over, note));
        this.attached.on(el, { note_id: note.id }, note);
      },
    });
  }

  make() {
    const el = fragment("shared-note");
    one("button", el).addEventListener("click", () => this.agree(el.row.id, !el.row.on));
    return el;
  }
}

/** Whether this phone agrees, and how many do with it. */
function reaction(state, over, { id, agreed }) {
  const told = (state.agreed_with || []).includes(id);
  const newer = over.get(reactionTo(id));
  if (!newer) return { on: told, waiting: false, agreed };
  const { on } = newer.body;
  return { on, waiting: newer.waiting, agreed: newer.waiting ? Math.max(0, agreed + on - told) : agreed };
}

function draw(el, note, categories, { groups, whole }, { on, waiting, agreed }) {
  el.row = { id: note.id, on };
  const sign = `${note.text} ${note.category} ${whole && note.group_id} ${note.signed} ${on} ${waiting} ${agreed}`;
  if (el.sign === sign) return;
  el.sign = sign;
  const category = categories.find((each) => each.key === note.category);
  fill(el, {
    text: note.text,
    tone: category ? category.tone : null,
    kind_name: category ? category.name : "",
    group: [note.signed, whole && groups.get(note.group_id)].filter(Boolean).join(" · "),
    on: String(on),
    agreed: agreed || "",
    waiting,
  });
  fold(one(".note-text", el), note.text);
}

give("shared_notes", SharedNotes);
