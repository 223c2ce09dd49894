import { all, one } from "../../lib/dom.js";
import { onWall, running } from "../asked.js";
import { clamp } from "./clamp.js";

const offered = [];

/**
 * What may stand in the wall's place; each module of the page (parts/NAME/projector.js) offers its own:
 *   {name, draw(root, item, joined, state), fit(root)}: draw leaves the title in root.laenaTitle; fit is called after it
 *   asks(what, item, joined), where it has one: the sentence that stands below what is shown in its place, or ""
 */
export const offer = (kind) => offered.push(kind);

/** The name of what stands in the wall's place by itself, what is open before what is closed; "" for the wall itself. */
export const inRoom = (state) => onWall(state, offered.map(({ name }) => name));

/** As inRoom, but also while the facilitator shows the wall instead: {what, id} for `show`, or null. */
export function besideWall(state) {
  const name = running(state, offered.map((kind) => kind.name));
  return name ? { what: "asked", id: `${name}-${state[name].id}` } : null;
}

/** What the room is asked of that which the facilitator shows now; "" for nothing. */
export const asking = (what, state) =>
  offered.map(({ name, asks }) => (state[name] && asks?.(what, state[name], joinedOf(state))) || "").find(Boolean) ?? "";

const joinedOf = ({ groups }) => groups.reduce((sum, { participants }) => sum + (participants ?? 0), 0);

/** What the room is asked as the whole room sees it: without numbers while it is open. */
export class Room {
  constructor() {
    addEventListener("resize", () => this.#fit());
  }

  /** `shown`: the name of its kind, `item`: what it is. */
  draw(state, shown, item) {
    const joined = joinedOf(state);
    for (const { name, draw } of offered) {
      const root = one(`#room-${name}`);
      root.hidden = shown !== name;
      if (shown === name) draw(root, item, joined, state);
    }
    this.#fit();
  }

  #fit() {
    for (const root of all(".room")) clamp(one(".room-title", root), root.laenaTitle ?? "", 2);
    for (const { name, fit } of offered) fit?.(one(`#room-${name}`));
  }
}
