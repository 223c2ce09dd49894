/** The remote: the room steered from a phone. It sees what the projector sees, and says before a tap what it does. */
import { now as clock, sync } from "./lib/clock.js";
import { all, data, fill, one, word } from "./lib/dom.js";
import { Feed } from "./lib/feed.js";
import { lateBy } from "./lib/programme.js";
import { connect } from "./lib/socket.js";
import { say } from "./lib/toast.js";
import { drawAsked, named, onWall } from "./parts/asked.js";
import { ask } from "./parts/board/ask.js";
import { link } from "./parts/board/connection.js";
import { figure } from "./parts/board/figure.js";
import { leaving } from "./parts/board/late_notes.js";
import { loader } from "./parts/board/loading.js";
import { withPresence } from "./parts/board/presence.js";
import { countdown } from "./parts/board/timer.js";
import { nextItem } from "./parts/next_item.js";
import { neighbour } from "./parts/remote/turning.js";
import { shownName } from "./parts/shown_name.js";
import { shownNow } from "./parts/shown_now.js";
import { unrevealed, unrevealedWords } from "./parts/unrevealed.js";

const TOLD_MS = 5000;
const LATE_MS = 5000;
const OVER = new Set(["welcome", "countdown", "programme"]); // say nothing once the workshop has ended
const { code, role, stages: STAGES } = data("page");
const root = one("#remote");
const sure = one("#remote-sure");
const feed = new Feed({ load: loader(code, "projector"), onClock: sync, onChange: () => draw() });
const state = () => feed.state;
const opened = () => state().phases.filter((phase) => phase.state === "open");
/** As the console counts: hidden notes are received, too, though none of them came here. */
const received = (phases) => phases.reduce((sum, { id }) => sum + (state().received?.[id] ?? 0), 0);
const drawTimer = countdown(one("#remote-timer"), one("#remote-face"), () => state().timer);

/** The first phase after the open ones that has not been open yet. */
const nextPhase = () => {
  const { phases } = state();
  const at = phases.map((phase) => phase.state).lastIndexOf("open");
  return phases.slice(at + 1).find((phase) => phase.state === "waiting");
};

async function run(path, body = {}) {
  try {
    const { seq } = await ask(code, path, body);
    if (seq > state().seq) feed.catchUp();
  } catch (refusal) {
    say(refusal.message, { ms: TOLD_MS });
    feed.catchUp();
  }
}

/** Asks first: `what` says in words what the tap does. */
function confirmed({ title, question = "", what, waiting = "", action }, act) {
  fill(sure, { sure_title: title, sure_question: question, sure_what: what, sure_underway: waiting, sure_do: action });
  sure.returnValue = "";
  sure.addEventListener("close", () => sure.returnValue === "do" && act(), { once: true });
  sure.showModal();
}

function openNext() {
  const phase = nextPhase();
  if (!phase) return;
  const others = opened();
  const values = { title: phase.title, others: others.map(({ title }) => title).join("”, “"), n: figure(received(others)) };
  confirmed({
    title: phase.title,
    question: phase.question,
    what: word(others.length ? "opening_closes" : "opening", values),
    waiting: others.length ? leaving(state(), Math.max(...others.map(({ grace }) => grace))) : "",
    action: word("open_phase"),
  }, () => run(`phases/${phase.id}/open`));
}

function closeLast() {
  const phase = opened().pop();
  if (!phase) return;
  confirmed({
    title: phase.title,
    question: phase.question,
    what: word("closing", { title: phase.title, n: figure(received([phase])) }),
    waiting: leaving(state(), phase.grace),
    action: word("close_phase"),
  }, () => run(`phases/${phase.id}/close`));
}

function revealFirst() {
  const { phase, n } = unrevealed(state()).find((each) => each.n) || {};
  if (!phase) return;
  const values = { title: phase.title, what: word("reveal_what", { n: figure(n) }), action: word("reveal_do") };
  confirmed(values, () => run(`phases/${phase.id}/reveal`));
}

function beginNext() {
  const following = state().programme?.next;
  if (!following) return;
  const { title, starts } = following;
  confirmed({ title, what: word("begin_what"), action: word("begin_do") }, () => run("programme/next", { title, starts }));
}

function turn(what, by) {
  const id = neighbour(state(), what, by);
  if (id === null) say(word(`nothing_${what}`), { ms: TOLD_MS });
  else run("show", { what, id });
}

/** What is now on the programme, and by how much it is late, as on the console. */
function itemLine({ now, over } = {}) {
  if (!now) return word(over ? "programme_over" : "programme_none");
  const late = lateBy(now, clock());
  return [word("programme_now", now), late > 0 ? word("programme_late", { n: late }) : ""].filter(Boolean).join(" · ");
}

function draw() {
  const now = state();
  const open = opened();
  const next = nextPhase();
  const { programme, timer } = now;
  const present = shownNow(now);
  const standing = present ? "" : onWall(now, STAGES);
  const byItself = standing && named(now).find(({ id }) => id === `${standing}-${now[standing].id}`);
  const waiting = unrevealed(now).find((each) => each.n);
  const fresh = now.phases.every((phase) => phase.state === "waiting");
  const { ended } = now.workshop;
  const idle = word(ended ? "ended" : next || fresh ? "phase_none" : "phase_all");
  fill(root, {
    phase: open.length ? word("phase_open", { title: open.map(({ title }) => title).join(" · ") }) : idle,
    counts: word("counts", { n: figure(now.figures.received), connected: figure(now.connected ?? 0) }),
    step: next && !ended ? word(fresh ? "open_first" : "open_next", next) : "",
    hidden: ended ? "" : unrevealedWords(now, figure),
    revealing: waiting && !ended ? word("reveal_one", waiting.phase) : "",
    closing: open.length ? word("close_one", open[open.length - 1]) : "",
    ended,
    programme: Boolean(!ended && programme && (programme.now || programme.next || programme.over)),
    item: itemLine(programme),
    following: nextItem(programme),
    timing: Boolean(timer),
    shown: present ? shownName(present, now) : byItself?.name ?? word("shown_live"),
  });
  drawTimer();
  drawAsked(one("#show-asked"), now, (what, id) => run("show", { what, id }));
  const shown = now.shown && now.shown.what !== "wall" ? now.shown.what : standing ? "" : "live";
  for (const button of all("[data-show-there]", root)) {
    const { showThere: what, id } = button.dataset;
    button.setAttribute("aria-pressed", String(what === shown && (!id || id === now.shown.id)));
    button.hidden = ended && OVER.has(button.dataset.showThere);
  }
}

one("#remote-next-phase").addEventListener("click", openNext);
for (const button of all("#remote-close-phase, #timer-close-phase")) button.addEventListener("click", closeLast);
one("#remote-reveal").addEventListener("click", revealFirst);
one("#remote-next-item").addEventListener("click", beginNext);
for (const button of all("[data-minutes]", root)) button.addEventListener("click", () => run("timer", { action: "start", seconds: button.dataset.minutes * 60 }));
for (const button of all("[data-timer]", root)) {
  button.addEventListener("click", () => run("timer", { action: button.dataset.timer, seconds: button.dataset.timer === "add" ? 60 : 0 }));
}
for (const button of all("[data-turn]", root)) button.addEventListener("click", () => turn(button.dataset.turn, Number(button.dataset.by)));
for (const button of all("[data-show-there]", root)) button.addEventListener("click", () => run("show", { what: button.dataset.showThere, id: button.dataset.id ?? "" }));

feed.take(data("board-data"));
draw();
feed.watch();
setInterval(() => fill(root, { item: itemLine(state().programme) }), LATE_MS);
const linked = link(one("#connection"), one("#connection-text"), feed);
connect({ code, view: "projector" }, {
  changes: (delta) => feed.take(delta),
  presence: (presence) => (withPresence(state(), presence), draw()),
  stopping: () => linked("stopping"),
  link: (now, why) => {
    if (role && now === "refused" && why === "not_your_role") location.reload();
    linked(now, why);
  },
});
