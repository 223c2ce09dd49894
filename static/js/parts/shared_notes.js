/** Others' notes below one's own, each with an "I agree": twenty at first, more on demand, by category and group, newest or
 *  most agreed first. Nothing moves under somebody who reads them. Loaded where a room shares its notes (together.js). */
import { fill, fragment, list, one, setText, word } from "../lib/dom.js";
import { give } from "../lib/load.js";
import { fold } from "../lib/long_text.js";
import { options } from "../lib/options.js";
import { sharings } from "../lib/sharing.js";
import { scrolled } from "./steady.js";
import { reactionTo } from "./taps.js";

const PAGE = 20;
const section = one("#shared");
const rows = one("#shared-notes");
const chip = one("#shared-new");
const more = one("#shared-more");
const choices = { category: one("#shared-category"), group: one("#shared-group"), order: one("#shared-order") };

/** shared = new SharedNotes({agree(id, on), attached}) */
class SharedNotes {
  constructor({ agree, attached }) {
    Object.assign(this, { agree, attached, shown: new Set(), last: null, most: PAGE, order: [] });
    chip.addEventListener("click", () => {
      this.anew();
      section.scrollIntoView();
      one("h2", section).focus({ preventScroll: true });
    });
    more.addEventListener("click", () => {
      const last = rows.lastElementChild;
      this.most += PAGE;
      this.again();
      const next = last && last.nextElementSibling;
      if (next) one("button", next).focus({ preventScroll: true }); // the button may be gone
    });
    for (const select of Object.values(choices)) select.addEventListener("change", () => this.anew());
    window.addEventListener("scroll", () => !chip.hidden && !this.holds() && this.again(), { passive: true });
  }

  again() {
    this.show(...this.last);
    this.attached.lost();
  }

  /** From the beginning of what is chosen now. */
  anew() {
    Object.assign(this, { most: PAGE, order: [] });
    this.shown.clear();
    this.again();
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
    const said = sharings(state);
    const whole = said.includes("everyone");
    section.hidden = state.workshop.ended || !(whole || said.includes("group"));
    if (section.hidden) return;
    const mine = new Set([...state.notes.keys(), ...writes.map((write) => write.note)]);
    const all = Array.from(state.shared.values()).filter((note) => !mine.has(note.id)).reverse();
    this.offer(all, categories, state.groups);
    const others = this.chosen(all);
    const held = this.holds() ? others.filter((note) => !this.shown.has(note.id) && this.isNew(note)) : [];
    const ready = others.filter((note) => !held.includes(note));
    const wanted = ready.slice(0, this.most);
    this.shown = new Set(wanted.map((note) => note.id));
    this.seen = new Set(ready.map((note) => note.id));
    chip.hidden = !held.length;
    setText(chip, word("shared_new", { count: held.length }));
    setText(one("h2 > span", section), word(whole ? "shared_of_everyone" : "shared_of_group"));
    const left = ready.length - wanted.length;
    const badge = one(".badge", section);
    badge.hidden = !all.length;
    setText(badge, all.length);
    one("#no-shared").hidden = !state.seq || all.length > 0;
    one("#none-chosen").hidden = !all.length || others.length > 0;
    more.hidden = left <= 0;
    setText(more, word("shared_more", { count: Math.min(left, PAGE), left }));
    const look = { groups: new Map(state.groups.map(({ id, name }) => [id, name])), whole };
    list(rows, wanted, {
      key: (note) => note.id,
      make: () => this.make(),
      update: (el, note) => {
        draw(el, note, categories, look, reaction(state, over, note));
        this.attached.on(el, { note_id: note.id }, note);
      },
    });
  }

  /** Came after the list was drawn last: what stands further down is not new. */
  isNew = (note) => !this.seen || !this.seen.has(note.id);

  /** What there is to choose from; one alone is no choice. */
  offer(all, categories, groups) {
    const of = (name) => new Set(all.map((note) => note[name]));
    const [keys, ids] = [of("category"), of("group_id")];
    offer(choices.category, "shared_every_category", categories.filter(({ key }) => keys.has(key)).map(({ key, name }) => [key, name]));
    offer(choices.group, "shared_every_group", groups.filter(({ id }) => ids.has(id)).map(({ id, name }) => [String(id), name]));
    choices.order.parentElement.hidden = all.length < 2 || (choices.order.value === "" && !all.some(({ agreed }) => agreed));
  }

  chosen(all) {
    const { category, group, order } = choices;
    const found = all.filter((note) => (!category.value || note.category === category.value) && (!group.value || String(note.group_id) === group.value));
    if (!order.value) return found;
    // A note keeps its place while people agree, until somebody chooses again.
    const places = new Map(this.order.map((id, place) => [id, place]));
    const place = ({ id }) => (places.has(id) ? places.get(id) : places.size);
    const ranked = found.slice().sort((a, b) => place(a) - place(b) || b.agreed - a.agreed);
    this.order = ranked.map(({ id }) => id);
    return ranked;
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

/** Offer `found` ([[value, name]]) below "all of them"; a choice that is gone becomes "all". */
function offer(select, every, found) {
  const chosen = found.some(([value]) => value === select.value) ? select.value : "";
  options(select, [["", word(every)], ...found], chosen);
  select.parentElement.hidden = found.length < 2 && select.value === "";
}

give("shared_notes", SharedNotes);
