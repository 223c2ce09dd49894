import { sync } from "./lib/clock.js";
import { all, data, one, setText } from "./lib/dom.js";
import { Feed } from "./lib/feed.js";
import { connect } from "./lib/socket.js";
import { say } from "./lib/toast.js";
import { Actions } from "./parts/board/actions.js";
import { ask } from "./parts/board/ask.js";
import { desks as desksOf } from "./parts/board/attached.js";
import { Board } from "./parts/board/board.js";
import { CheckFirst } from "./parts/board/check_first.js";
import { Checking } from "./parts/board/checking.js";
import { link } from "./parts/board/connection.js";
import { naming } from "./parts/board/console_name.js";
import { dragging } from "./parts/board/drag.js";
import { ending } from "./parts/board/ending.js";
import { exporting } from "./parts/board/exporting.js";
import { drawFigures } from "./parts/board/figures.js";
import { Filter } from "./parts/board/filter.js";
import { drawFormer } from "./parts/board/former.js";
import { groupingLine } from "./parts/board/grouping_line.js";
import { groupRows } from "./parts/board/group_rows.js";
import { drawGroups } from "./parts/board/groups.js";
import { drawHelp } from "./parts/board/help.js";
import { importing } from "./parts/board/importing.js";
import { Hiding } from "./parts/board/hiding.js";
import { inviting } from "./parts/board/invite.js";
import { keySheet } from "./parts/board/key_sheet.js";
import { firstBoard, loader } from "./parts/board/loading.js";
import { drawLate } from "./parts/board/late_notes.js";
import { foldingMenus } from "./parts/board/menus.js";
import { MANY } from "./parts/board/notes_list.js";
import { drawProgramme } from "./parts/board/programme.js";
import { Phases } from "./parts/board/phases.js";
import { followRole, keepStill } from "./parts/board/role.js";
import { Revealing } from "./parts/board/revealing.js";
import { roving } from "./parts/board/roving.js";
import { scripting } from "./parts/board/script.js";
import { shaping } from "./parts/board/shaping.js";
import { showing } from "./parts/board/showing.js";
import { soon } from "./parts/board/soon.js";
import { Themes } from "./parts/board/themes.js";
import { timerControl } from "./parts/board/timer.js";
import { together } from "./parts/board/together.js";
import { notifying, toastsInSight } from "./parts/board/toasts.js";
import { Trays } from "./parts/board/trays.js";
import { withPresence } from "./parts/board/presence.js";
import { undoing } from "./parts/board/undo.js";

const LATE_MS = 5000;
const invite = data("invite-data");
const root = one("#console");
const code = invite.code;
const drag = { dragging: false };
const placeToasts = toastsInSight();
let started = false;

const { notify, reached } = notifying(placeToasts);
const feed = new Feed({ load: loader(code, "console"), onClock: sync, onChange: (state, changed) => take(changed) });
const board = new Board(feed);
keepStill(root);
const draw = soon(drawAll, () => drag.dragging);

const answered = (answer) => {
  if ("undo" in answer) {
    for (const name of ["undo", "redo"]) {
      board.state[name] = answer[name];
      if (board.state[`${name}s`]) board.state[`${name}s`][board.state.me] = answer[name];
    }
  }
  if (answer.seq > board.state.seq) setTimeout(() => answer.seq > board.state.seq && feed.catchUp(), 400);
  draw();
};
const send = async (path, body) => {
  const answer = await ask(code, path, body);
  answered(answer);
  return answer;
};
const run = (path, body) => send(path, body).catch((refusal) => {
  notify(refusal.message, "error");
  return null;
});

const actions = new Actions(code, board, { redraw: draw, answered, notify });
const filterParts = {
  tabs: one("#category-tabs"), search: one("#search"), found: one("#search-found"), focusTabs: one("#focus-tabs"), outlookTab: one('[data-view="outlook"]'),
  byAgreed: one("#by-agreed"), menu: one("#filter-menu"), name: one("#filter-name"), groups: one("#filter-group"), phases: one("#filter-phase"),
  clearing: all("[data-clear]"), none: one("#filter-none"),
};
const filter = new Filter(board, filterParts, () => {
  themes.settleSoon();
  tools.settle();
  draw();
});
const context = {
  writerOf: (note) => board.writerOf(note),
  focusNames: (keys = []) => (board.state.focus ?? []).filter(({ key }) => keys.includes(key)).map(({ name }) => name).join(" · "),
  busy: (id) => actions.busy.has(id),
  matches: filter.matches,
  ordered: filter.ordered,
  names: filter.names,
  started: () => started,
  many: () => board.state.notes.size > MANY,
  chosen: () => filter.category,
  searching: filter.narrows,
  seeking: () => Boolean(filter.text),
  calm: () => !one("#board").matches(":hover, :focus-within"),
};
const themes = new Themes(one("#sections"), one("#sections-empty"), board, context);
const trays = new Trays(all("[data-tray]"), context);
const checking = new Checking(one("#checking"), board, actions, context);
const desks = desksOf(board, actions, context);
const hiding = one("#hiding") ? new Hiding(one("#hiding"), one("#open-hiding"), board, actions, desks.map(({ source }) => source)) : null;
const revealing = new Revealing({ lines: one("#unrevealed"), dialog: one("#revealing") }, board, run);
const phases = new Phases({ steps: one("#phase-steps"), next: one("#next-phase"), dialog: one("#phase-dialog") }, board, run, new CheckFirst(one("#unchecking"), board, desks, notify), revealing);
const drawTimer = timerControl(one("#timer"), board, run, phases, (text) => notify(text, "error"));
const drawUndo = undoing({ button: one("#undo"), text: one("#undo-text"), again: one("#redo") }, board, actions);
const tools = shaping({ root, code, board, actions, filter, send, notify });
dragging(root, board, actions, drag, { ended: () => draw(), joined: tools.askMerge, hides: tools.askHide });
if (one("#export")) exporting(one("#export"), one("#open-export"));
importing(one("#import"), one("#open-import"), code, board);
const drawTogether = together(one("#together"), one("#open-together"), one("#together-now"), board, { send, notify, show: actions.show });
const drawShown = showing(one("#shown-now"), one("#show-menu"), one("#group-list"), board, actions);
const drawScript = scripting(one("#script"), board, code, actions.show);
const ways = { ask: () => one("#open-together").click(), close: () => phases.askToClose(), read: () => checking.show() };
const drawEnding = ending(one("#ending"), one("#open-ending"), board, actions, ways);
const drawRows = groupRows(one("#group-rows"), all("[data-open-group-rows]"), board, (id) => filter.only("group", id)).draw;
foldingMenus();
const drawName = naming(one("#console-naming"), one("#open-console-name"), board, {
  send,
  say: (text, options) => (placeToasts(), say(text, options)),
});
keySheet(one("#key-sheet"), one("#open-key-sheet"), one("#search"));
const drawRoving = roving();
inviting(one("#invite"), one("#open-invite"), invite, send, notify);

function drawAll() {
  const { state } = board;
  const places = board.places();
  themes.draw(places);
  trays.draw(places);
  checking.draw(places);
  for (const desk of desks) desk.draw();
  hiding?.draw();
  drawFormer(one("#former"), state.former_themes);
  filter.draw(state, board.notes());
  tools.draw();
  drawFigures(one("#figures"), state.figures);
  setText(one("#grouping"), groupingLine(state));
  drawGroups({ parent: one("#group-list"), total: one("#connected") }, state);
  drawRows();
  drawEnding();
  phases.draw(state.phases);
  revealing.draw(state);
  drawTimes();
  drawTimer();
  drawTogether();
  drawUndo();
  drawName();
  drawShown();
  drawRoving();
  one("#open-invite").hidden = one("#open-invite").disabled = state.workshop.ended; // its code opens nothing any more
  one("#trouble").hidden = state.trouble !== "disk_full";
  drawHelp(one("#help"), state, one("#ended") !== null);
}

/** What changes as time passes. */
function drawTimes() {
  drawScript();
  drawLate(one("#phase-late"), board.state);
  drawProgramme(one("#programme-line"), board.state);
  if (started) drawRows();
}

function take(changed) {
  followRole(root, board.state.role);
  if (changed.has("workshop")) setText(one("#title"), board.state.workshop.title);
  draw();
}

await firstBoard((first) => feed.take(first), feed.load, root, one("#board-loading"), one("#board-loading-said"));
drawAll();
started = true;
feed.watch();
setInterval(drawTimes, LATE_MS);
const shown = link(one("#connection"), one("#connection-text"), feed);
connect({ code, view: "console" }, {
  changes: (delta) => feed.take(delta),
  presence: (presence) => (withPresence(board.state, presence), draw()),
  stopping: () => shown("stopping"),
  link: (state, why) => {
    if (state === "connected") reached();
    shown(state, why);
  },
});
