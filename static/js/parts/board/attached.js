import { data, one, word } from "../../lib/dom.js";
import { figure } from "./figure.js";

/**
 * What is attached to notes and themes, on boards. Each kind's module (parts/KIND/board.js) offers {name, Menu, Desk}:
 * new Menu(root, "notes" | "themes", board, {code, send}) fills its part of a menu, with open(id) and draw(note or theme);
 * new Desk(board, actions, context) has draw(), waiting(phase) → [name, what waits for approval], and `source` for hiding.js.
 */
const offered = [];
export const offer = (kind) => offered.push(kind);

export const desks = (...given) => offered.map(({ Desk }) => new Desk(...given));

const names = data("attached-names");

/** How much of each kind is attached, for a card: the number alone beside a mark, and in words; nothing where it is 0. */
export function attachedTo(row) {
  const shown = (name) => (row[name] ? [[name, figure(row[name])], [`${name}In`, word(`${name}_n`, { n: figure(row[name]) })]] : [[name, ""]]);
  return Object.fromEntries(names.flatMap(shown));
}

/** The parts of one menu. `key`: "note-menu" or "theme-menu" */
export class Menus {
  constructor(key, parents, board, plain) {
    this.roots = new Map(offered.map(({ name }) => [name, one(`#${key}-${name}`)]));
    this.parts = offered.map(({ name, Menu }) => new Menu(this.roots.get(name), parents, board, plain));
  }

  open(id) {
    for (const part of this.parts) part.open(id);
  }

  draw(row) {
    for (const part of this.parts) part.draw(row);
  }

  /** Bring the part of this kind into sight, where a card's count was pressed. */
  show(name) {
    this.roots.get(name)?.scrollIntoView({ block: "nearest" });
  }
}
