import { sync } from "./lib/clock.js";
import { data, one, setText, word } from "./lib/dom.js";
import { Feed } from "./lib/feed.js";
import { connect } from "./lib/socket.js";
import { say } from "./lib/toast.js";
import { link } from "./parts/board/connection.js";
import { drawFigures } from "./parts/board/figures.js";
import { figure } from "./parts/board/figure.js";
import { loader } from "./parts/board/loading.js";
import { withPresence } from "./parts/board/presence.js";
import { soon } from "./parts/board/soon.js";
import { ask } from "./parts/board/ask.js";
import { countdown } from "./parts/board/timer.js";
import { clamp } from "./parts/projector/clamp.js";
import { pagesOf } from "./parts/projector/pages/all.js";
import { headline } from "./parts/projector/head.js";
import { followInvite } from "./parts/projector/join.js";
import { keys, toggleFullScreen, toolsOnMove } from "./parts/projector/keys.js";
import { LargeCode } from "./parts/projector/large_code.js";
import { Newest } from "./parts/projector/newest.js";
import { besideWall, inRoom, Room } from "./parts/projector/room.js";
import { Shown } from "./parts/projector/shown.js";
import { Stage } from "./parts/projector/stage.js";
import { drawStrip } from "./parts/projector/strip.js";
import { makeTabs } from "./parts/projector/tabs.js";
import { Wall } from "./parts/projector/wall.js";
import { look } from "./parts/look.js";
import { shownNow } from "./parts/shown_now.js";
import { unrevealedWords } from "./parts/unrevealed.js";

const TURN_MS = 14000;
const COUNTLESS = new Set(["thanks", "actions", "summary"]); // beside these nobody asks how much each group wrote; pages have none
const WHOLE = new Set(["thanks", "icebreaker"]); // these get the width; notes and the way in stand aside
const invite = data("invite-data");
const code = invite.code;
const root = one("#projector");
let started = false;
let turning;

const feed = new Feed({ load: loader(code, "projector"), onClock: sync, onChange: (_state, changed) => take(changed) });
const state = () => feed.state;
const stage = new Stage(state);
const wall = new Wall({ themes: one("#themes"), loose: one("#loose"), empty: one("#wall-empty"), page: one("#page") }, stage);
const newest = new Newest(one("#newest"), state);
const room = new Room();
const shown = new Shown(one("#shown"));
const pages = pagesOf(feed, code);
const chooses = root.dataset.chooses === "yes"; // for every projector; who only watches does not
const large = new LargeCode(chooses, { choose, show, draw: () => draw() });
const drawTabs = makeTabs(one("#tabs"), (key) => picked(key));
const draw = soon(drawAll);
countdown(one("#timer"), one("#timer-face"), () => state().timer);

function take(changed) {
  if (changed.has("dark")) look(state().dark ? "dark" : "light");
  if (changed.has("workshop") && started) followInvite(invite);
  draw();
}

function drawAll() {
  const now = state();
  const together = inRoom(now);
  const present = shownNow(now);
  const invited = large.follow(now);
  const asked = invited || present?.what !== "asked" || !now.asked_shown ? null : present;
  const showing = invited || asked ? null : present;
  const hidden = unrevealedWords(now, figure);
  const mode = invited || (now.notes.size === 0 && !hidden && !together && !asked && !showing) ? "welcome" : "wall";
  root.dataset.mode = mode;
  root.dataset.room = asked?.stage ?? (showing ? "" : together);
  root.classList.toggle("is-showing", Boolean(showing));
  root.classList.toggle("is-whole", WHOLE.has(showing?.what));
  root.dataset.page = pages.has(showing?.what) ? showing.what : "";
  one("#join").hidden = now.workshop.ended; // its code opens nothing any more
  one("#toggle-join").hidden = now.workshop.ended && !(chooses && invited);
  one("#show-live").hidden = !chooses || !now.shown || now.shown.what === "wall";
  setText(one("#toggle-room"), word(root.dataset.room ? "room_away" : "room_back"));
  one("#toggle-room").hidden = !chooses || !root.dataset.room && !besideWall(now);
  const { name, question } = headline(now, stage.category, stage.picked);
  setText(one("#phase-name"), name);
  one("#question").hidden = Boolean(root.dataset.room || showing);
  clamp(one("#question"), question, 2);
  const joined = now.groups.reduce((sum, group) => sum + (group.participants ?? 0), 0);
  setText(one("#joined"), joined ? word("joined", { n: figure(joined) }) : "");
  drawStrip(one("#groups"), now, !now.workshop.ended && !root.dataset.room && !COUNTLESS.has(showing?.what));
  drawFigures(one("#figures"), now.figures);
  setText(one("#toggle-auto"), word(stage.picked ? "auto_off" : "auto_on"));
  if (mode === "wall") {
    setText(one("#unrevealed"), hidden);
    one("#unrevealed").hidden = !hidden;
    drawTabs(now, stage.category);
  }
  inPlace(now, showing, asked);
  if (mode === "welcome") return;
  wall.draw(now, hidden);
  newest.draw();
}

/** What is cut to its room comes last: all else changes the room, and so does what stands there still and has to leave. */
function inPlace(now, showing, asked) {
  const { page, room: asking } = root.dataset;
  const draws = {
    shown: () => shown.draw(page ? null : showing, now),
    pages: () => pages.draw(page, now),
    room: () => room.draw(now, asking, asked ? now.asked_shown : now[asking]),
  };
  const stays = asking ? "room" : page ? "pages" : "shown";
  for (const name of Object.keys(draws)) if (name !== stays) draws[name]();
  draws[stays]();
}

function toggleRoom() {
  const other = besideWall(state());
  if (root.dataset.room) showWall();
  else if (other) show(other.what, other.id);
}

function showWall() {
  if (large.leave()) draw();
  else if (root.dataset.room || (state().shown && state().shown.what !== "wall")) show("live");
  else draw();
}

/** Starts the wait for the next page anew, so that what was picked by hand stays its full time. */
function wait() {
  clearInterval(turning);
  turning = setInterval(() => (turn(1), draw()), TURN_MS);
  draw();
}

/** The state is the server's, so that every projector follows; this one shows nothing that console and remote do not know of. */
function show(what, id = "") {
  return choose(what, id).catch(({ message }) => say(message));
}

function choose(what, id) {
  return ask(code, "show", { what, id }).then(({ seq }) => seq > state().seq && feed.catchUp());
}

/** The next page of what is shown, of a theme in depth or of the wall. */
function turn(step) {
  if (pages.turn(step)) return;
  if (one("#shown").hidden) stage.turn(step);
  else shown.turn(step);
}

function picked(key) {
  showWall();
  stage.pick(key);
  wait();
}

/** Before the first note the large QR stands there by itself. */
function toggleJoin() {
  large.toggle(state(), root.dataset.room ? besideWall(state()) : null, root.dataset.mode === "welcome");
}

keys({
  pick: (n) => (n ? state().workshop.categories[n - 1] && picked(state().workshop.categories[n - 1].key) : picked(null)),
  turn: (step) => (turn(step), wait()),
  join: toggleJoin,
  room: toggleRoom,
  fullScreen: toggleFullScreen,
});
toolsOnMove(one("#tools"));
one("#themes").addEventListener("click", ({ target }) => {
  const theme = target.closest(".wall-theme");
  if (theme) show("theme", theme.dataset.key);
});
one("#show-live").addEventListener("click", showWall);
document.addEventListener("keydown", ({ key }) => key === "Escape" && showWall());
one("#full-screen").addEventListener("click", toggleFullScreen);
one("#toggle-room").addEventListener("click", toggleRoom);
one("#toggle-auto").addEventListener("click", () => picked(null));
for (const opener of [one("#join"), one("#toggle-join"), one("#welcome")]) opener.addEventListener("click", toggleJoin);

feed.take(data("board-data"));
drawAll();
started = true;
wait();
document.fonts?.ready.then(draw);
document.fonts?.addEventListener?.("loadingdone", draw); // a weight or letters that nothing on the page had needed before
addEventListener("resize", draw);
feed.watch();
const linked = link(one("#connection"), one("#connection-text"), feed);
connect({ code, view: "projector" }, {
  changes: (delta) => feed.take(delta),
  presence: (presence) => (withPresence(state(), presence), draw()),
  stopping: () => linked("stopping"),
  link: linked,
});
