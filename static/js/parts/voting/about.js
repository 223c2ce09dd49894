/** The actions that the room is asked about, as they were when it was asked. */
import { spoken } from "../actions/day.js";
import { all, fill, fragment, list, one, setText, word } from "../../lib/dom.js";

const OPEN = 5; // what a phone shows without a tap

/** By when, and who does it: a long name may be cut, a day may not. */
export const whoOf = ({ unit, due }) => [due && word("about_by", { day: spoken(due) }), unit].filter(Boolean).join(" · ");

/** Draw the list on a phone: a long one is folded, and what the reader unfolded stays open. */
export function drawAbout(root, voting, actions) {
  root.hidden = !voting || !actions.length;
  if (root.hidden) return;
  const [first, rest] = all("ol", root);
  const row = {
    key: (action) => `${voting.id} ${actions.indexOf(action)}`,
    make: () => fragment("about-action"),
    update: (el, action) => fill(el, { what: action.what, who: whoOf(action) }),
  };
  list(first, actions.slice(0, OPEN), row);
  list(rest, actions.slice(OPEN), row);
  rest.start = OPEN + 1;
  const more = one("details", root);
  more.hidden = actions.length <= OPEN;
  setText(one("summary", more), word("about_rest", { n: actions.length - OPEN }));
}
