import { all, fill, fragment, list, one, word } from "../../lib/dom.js";
import { isChosen, onWall } from "../asked.js";
import { Activity, offered } from "./activity.js";
import { closesOutside } from "./dialogs.js";
import { sharing } from "./sharing.js";

const END = { open: "close", closed: "clear" };

/**
 * The dialog of what the room does at once, and the line on the page that says what is going on. → draw()
 *   send(path, body): answers or throws; notify(text, kind); show(what, id) on the projector
 */
export function together(dialog, opener, lines, board, { send, notify, show: showThis }) {
  const drawSharing = sharing(one("#together-sharing", dialog), board, send, notify);
  const activities = offered.map((kind) => new Activity(one(`#together-${kind.name}`, dialog), kind, board, send, notify));
  const tabs = all("[data-together]", dialog);
  let shown = "sharing";

  function show(name) {
    shown = name;
    draw();
    if (!dialog.open) dialog.showModal();
  }

  function draw() {
    for (const tab of tabs) {
      const on = tab.dataset.together === shown;
      tab.setAttribute("aria-pressed", String(on));
      one(`#together-${tab.dataset.together}`, dialog).hidden = !on;
    }
    drawSharing();
    for (const activity of activities) activity.draw();
    const running = activities.filter(({ item }) => item);
    lines.hidden = running.length === 0;
    const wall = onWall(board.state, running.map(({ kind }) => kind.name));
    const chosen = running.find(({ kind, item }) => isChosen(board.state, kind.name, item))?.kind.name ?? wall;
    list(lines, running, {
      key: ({ kind }) => kind.name,
      make: (activity) => makeLine(activity),
      update: (line, activity) => drawLine(line, activity, activity.kind.name !== chosen && (running.length > 1 || board.state.shown?.what === "wall")),
    });
  }

  function makeLine(activity) {
    const line = fragment("now-template");
    one('[data-now="look"]', line).addEventListener("click", () => show(activity.kind.name));
    one('[data-now="wall"]', line).addEventListener("click", () => showThis("asked", `${activity.kind.name}-${activity.item.id}`));
    one('[data-now="end"]', line).addEventListener("click", () => activity.end(END[activity.item.state]));
    return line;
  }

  opener.addEventListener("click", () => show(activities.find(({ item }) => item)?.kind.name ?? shown));
  for (const tab of tabs) tab.addEventListener("click", () => show(tab.dataset.together));
  closesOutside(dialog);
  return draw;
}

function drawLine(line, { saying, item, title, people }, other) {
  const { state } = item;
  const end = state === "open" ? `end_${saying}_open` : "end_closed";
  fill(line, { state, text: word(`now_${saying}_${state}`, { title, people }), end: word(end), other });
}
