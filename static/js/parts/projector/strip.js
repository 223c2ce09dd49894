import { fill, fragment, list, one } from "../../lib/dom.js";
import { figure } from "../board/figure.js";
import { apart, together, withOthers } from "../board/groups.js";
import { shortNames } from "./names.js";

const PER_ROW = { short: 13, long: 9 };
const LONG = 9;

/** Every group with its count of notes, all at once: 26 districts stand in three rows. */
export function drawStrip(parent, state) {
  const shown = withOthers(state);
  const groups = together(state) ? shown.slice(-1) : shown;
  const names = shortNames(groups);
  const long = [...names.values()].some((name) => letters(name) > LONG);
  const rows = Math.ceil(groups.length / (long ? PER_ROW.long : PER_ROW.short));
  parent.style.setProperty("--columns", Math.max(1, Math.ceil(groups.length / Math.max(1, rows))));
  const most = Math.max(1, ...groups.map((group) => group.notes));
  list(parent, groups, {
    key: (group) => group.id,
    make: () => fragment("group-template"),
    update: (element, group) => {
      const hidden = !group.notes && (apart(state) || state.without_group > 0);
      const connected = group.connected > 0 && !apart(state);
      fill(element, { name: names.get(group.id), notes: hidden ? "" : figure(group.notes), connected, silent: !group.notes && !hidden });
      one(".strip-bar", element).style.setProperty("--share", group.notes / most);
    },
  });
}

/** Letters that take room of their own: Thai vowels and tones above and below do not. */
const letters = (name) => name.replace(/\p{Mark}/gu, "").length;
