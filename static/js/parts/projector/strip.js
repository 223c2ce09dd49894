import { fill, fragment, list, one, word } from "../../lib/dom.js";
import { figure } from "../board/figure.js";
import { apart, together, withOthers } from "../board/groups.js";
import { shortNames } from "./names.js";

const PER_ROW = { short: 13, long: 9 };
const LONG = 9;

/**
 * The groups that have written, each with its count of notes, and in one place how many have not; that is not said of any
 * while notes stand beside no group. `says`: whether it says anything beside what the projector shows.
 */
export function drawStrip(parent, state, says) {
  const shown = withOthers(state);
  const open = together(state) ? shown.slice(-1) : shown;
  const unsaid = apart(state) || state.without_group > 0;
  const wrote = open.filter(({ notes }) => notes);
  const silent = unsaid ? [] : open.filter(({ notes }) => !notes);
  const groups = unsaid ? wrote : silent.length > 1 ? [...wrote, { id: "silent", name: word("silent_n", { n: figure(silent.length) }), notes: 0 }] : open;
  parent.hidden = !says || groups.length === 0;
  const known = shortNames(state.groups);
  const names = new Map(groups.map(({ id, name }) => [id, known.get(id) ?? name]));
  const long = [...names.values()].some((name) => letters(name) > LONG);
  const rows = Math.ceil(groups.length / (long ? PER_ROW.long : PER_ROW.short));
  parent.style.setProperty("--columns", Math.max(1, Math.ceil(groups.length / Math.max(1, rows))));
  const most = Math.max(1, ...groups.map((group) => group.notes));
  list(parent, groups, {
    key: (group) => group.id,
    make: () => fragment("group-template"),
    update: (element, group) => {
      element.classList.toggle("is-rest", group.id === "silent");
      const connected = group.connected > 0 && !apart(state);
      fill(element, { name: names.get(group.id), notes: group.id === "silent" ? "" : figure(group.notes), connected, silent: !group.notes });
      one(".strip-bar", element).style.setProperty("--share", group.notes / most);
    },
  });
}

/** Letters that take room of their own: Thai vowels and tones above and below do not. */
const letters = (name) => name.replace(/\p{Mark}/gu, "").length;
