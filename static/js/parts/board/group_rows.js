/** A row a group: who is there, what it wrote, and for how long it has been silent, so that one sees where to go. */
import { asTime, now } from "../../lib/clock.js";
import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { figure } from "./figure.js";
import { closesOutside } from "./dialogs.js";
import { GroupActivity, minutesSince } from "./group_activity.js";
import { keyOf } from "./keys.js";
import { apart, there, withOthers } from "./groups.js";

const DAY_MS = 24 * 3600000;
const HOUR = 60;
const LONG = 10; // minutes after which a silent group is marked

/** → {draw}. `filter(group id)` shows the notes of one group on the wall. */
export function groupRows(dialog, buttons, board, filter) {
  const activity = new GroupActivity();
  const order = one("#group-order", dialog);
  let held = [];
  const open = () => ((held = []), draw(true), dialog.showModal());
  for (const button of buttons) button.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("dialog") || keyOf(event, "page") !== "groups") return;
    event.preventDefault();
    open();
  });
  order.addEventListener("change", () => ((held = []), draw(true)));
  one("tbody", dialog).addEventListener("click", ({ target }) => {
    const button = target.closest("[data-group-notes]");
    if (!button) return;
    filter(button.closest("[data-key]").dataset.key);
    dialog.close();
  });
  closesOutside(dialog);

  function draw(opening = false) {
    const { state } = board;
    activity.follow(state);
    if (!dialog.open && !opening) return;
    const hidden = apart(state);
    const running = !hidden && state.phases.some((phase) => phase.state === "open");
    const facts = activity.of(state);
    const rows = withOthers(state).map((group, place) => ({ place, ...row(group, facts.get(group.id), { state, hidden, running, board }) }));
    fill(dialog, { apart: hidden, lately: !hidden, running });
    const wanted = hidden && order.value === "silent" ? "name" : order.value;
    // While somebody points at a row or has its button in focus, no row moves away from there.
    if (!held.length || !one("tbody", dialog).matches(":hover, :focus-within")) held = rows.sort(ORDERS[wanted]).map(({ id }) => id);
    const places = new Map(held.map((id, place) => [id, place]));
    list(one("tbody", dialog), rows.sort((a, b) => (places.get(a.id) ?? rows.length) - (places.get(b.id) ?? rows.length)), {
      key: ({ id }) => id,
      make: () => fragment("group-row-template"),
      update: (element, shown) => fill(element, shown),
    });
    setText(one("#group-rows-silent", dialog), running ? summary(rows) : "");
  }

  return { draw };
}

const ORDERS = {
  silent: (a, b) => b.silence - a.silence || a.count - b.count || a.place - b.place,
  fewest: (a, b) => a.other - b.other || a.count - b.count || a.place - b.place,
  name: (a, b) => a.place - b.place,
};

function row(group, lately, { state, hidden, running, board }) {
  const real = group.id !== "";
  const { last = null, silent = null, written = 0, theme = null } = (!hidden && lately) || {};
  const silence = running && real ? (silent ? minutesSince(silent)[0] : Infinity) : last ? minutesSince(last)[0] : -1;
  return {
    id: group.id,
    name: group.name,
    on: real ? there(group, state) : "",
    connected: group.connected > 0,
    count: group.notes,
    notes: figure(group.notes),
    written: real && running ? figure(written) : "",
    silence,
    other: Number(!real),
    long: running && real && silence >= LONG,
    last: !real || hidden ? "" : running ? silentFor(silent) : lastAt(last),
    theme: theme && real ? board.theme(theme.id)?.label || word("unlabelled") : "",
    open: word("group_notes_of", { name: group.name }),
    shows: real && group.notes > 0,
    running,
    lately: !hidden,
  };
}

function silentFor(silent) {
  if (!silent) return word("silent_none");
  const [least, most] = minutesSince(silent);
  if (least >= HOUR) return word("silent_hour");
  if (most === 0) return word("silent_now");
  return least === most ? word("silent_n", { n: least }) : word("silent_between", { n: least, most });
}

const lastAt = (last) => (!last ? "" : now() - last.from < DAY_MS ? word("last_about", { time: asTime(last.from) }) : word("last_before"));

const summary = (rows) => {
  const silent = rows.filter(({ long }) => long).length;
  return word(silent ? "silent_groups" : "silent_no_group", { n: figure(silent), minutes: LONG });
};
