// The feed's state, plus what the facilitator has just done and the server has not answered yet.
import { word } from "../../lib/dom.js";
import { places } from "./place.js";

export class Board {
  #patches = { notes: new Map(), themes: new Map() };

  /** `feed`: the Feed that holds what the server said. */
  constructor(feed) {
    this.feed = feed;
  }

  get state() {
    return this.feed.state;
  }

  note(id) {
    return this.#patched("notes", id);
  }

  theme(id) {
    return this.#patched("themes", id);
  }

  notes() {
    return [...this.state.notes.keys()].map((id) => this.note(id));
  }

  /** Without the themes that have just been merged away. */
  themes() {
    return [...this.state.themes.keys()].map((id) => this.theme(id)).filter((theme) => !theme.gone);
  }

  /** What a link may join: a theme, or a note that is in none, as a theme of one. */
  subject(id) {
    const note = this.theme(id) ? undefined : this.note(id);
    if (note?.status !== "ungrouped") return this.theme(id);
    return { id, category: note.category, label: note.text, count: 1, single: true };
  }

  notesOf(themeId) {
    return this.notes().filter((note) => note.status === "theme" && note.theme_id === themeId);
  }

  groupName(id) {
    return this.state.groups.find((group) => String(group.id) === String(id))?.name ?? "";
  }

  /** What stands beside a note: the name it is signed with, its group, or that its group is one of those not shown. */
  writerOf({ group_id: id, signed, phase_id: phaseId }) {
    const phase = this.state.phases.find((each) => each.id === phaseId);
    const others = id === null && phase?.identity === "anonymous" && phase.state === "closed";
    return others ? word("other_groups") : [signed, this.groupName(id)].filter(Boolean).join(" · ");
  }

  categoryName(key) {
    return this.state.workshop.categories.find((category) => category.key === key)?.name ?? key;
  }

  places() {
    return places(this.notes(), this.state.themes);
  }

  /** Shows `change` at once. The returned function ends that: settle(true, seq) keeps it, settle(false) takes it back. */
  patch(kind, id, change) {
    const patches = this.#patches[kind];
    patches.set(id, change);
    return (kept, seq = 0) => {
      if (patches.get(id) === change) patches.delete(id);
      const item = this.state[kind].get(id);
      // Once the server's own account of this action has come in, it is the better one.
      if (kept && item && this.state.seq < seq) this.state[kind].set(id, { ...item, ...change });
    };
  }

  #patched(kind, id) {
    const item = this.state[kind].get(id);
    const change = this.#patches[kind].get(id);
    return item && change ? { ...item, ...change } : item;
  }
}
