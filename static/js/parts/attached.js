/** What phones attach to notes and themes: each kind offers its class (parts/KIND/phone.js), loaded before the page's own. */
const offered = [];

/**
 * offer(Kind): new Kind({outbox, code, limits, state, redraw, onTyped}) has
 *   name                  the list of it in a note or theme
 *   ours(write)           whether a write of the outbox is of this kind; sent(write, answer) once the server has it
 *   begin(state, writes)  before each drawing; on(el, {note_id | theme_id, told, erased}) for each card; lost() after all cards
 *   drafting()            whether one is being typed; wrote(id), drafted(id): whether one's own is on this note or
 *   theme, or is begun or waits for it
 */
export const offer = (Kind) => offered.push(Kind);

export class Attached {
  constructor(given) {
    this.kinds = offered.map((Kind) => new Kind(given));
  }

  begin(state, writes) {
    for (const kind of this.kinds) kind.begin(state, writes);
  }

  /** `row`: the note or theme with its lists; `about`: {note_id} or {theme_id} */
  on(el, about, row) {
    for (const kind of this.kinds) kind.on(el, { ...about, told: row[kind.name], erased: !!row.erased });
  }

  lost() {
    for (const kind of this.kinds) kind.lost();
  }

  sent(write, answer) {
    for (const kind of this.kinds) if (kind.ours(write)) kind.sent(write, answer);
  }

  /** Whether anything of one's own is attached to this note or theme. */
  wrote(id) {
    return this.kinds.some((kind) => kind.wrote(id));
  }

  /** Whether anything is begun for this note or theme, or waits to be sent. */
  drafted(id) {
    return this.kinds.some((kind) => kind.drafted(id));
  }

  drafting() {
    return this.kinds.some((kind) => kind.drafting());
  }
}
