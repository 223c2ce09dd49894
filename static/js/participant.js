/** The phone page: wires what is known (feed), what waits (outbox) and the parts that show them. */
import "./look.js";
import { data, fill, one, word } from "./lib/dom.js";
import { sync } from "./lib/clock.js";
import { ask, deliverer } from "./lib/deliver.js";
import { Feed, merge } from "./lib/feed.js";
import { uuid7 } from "./lib/ids.js";
import { Outbox } from "./lib/outbox.js";
import { unsent } from "./lib/outbox_queue.js";
import { LastingStore } from "./lib/outbox_lasting.js";
import { connect } from "./lib/socket.js";
import { tabs } from "./lib/tabs.js";
import { isText } from "./lib/writes.js";
import { Attached } from "./parts/attached.js";
import { Compose } from "./parts/compose.js";
import { Connection } from "./parts/connection.js";
import { showTimer } from "./parts/countdown.js";
import { showDrafts } from "./parts/drafts.js";
import { Edits } from "./parts/edits.js";
import { footOf } from "./parts/foot.js";
import { Join } from "./parts/join.js";
import { followFoot, followKeyboard } from "./parts/keyboard.js";
import { Membership } from "./parts/membership.js";
import { device as deviceOf } from "./parts/memory.js";
import { beginAnew, followMove } from "./parts/move.js";
import { warnOf } from "./parts/not_lasting.js";
import { OwnNotes } from "./parts/own_notes.js";
import { Phases } from "./parts/phases.js";
import { steady } from "./parts/steady.js";
import { stuck } from "./parts/stuck.js";
import { Together } from "./parts/together.js";

const TONES = 8;
const POLL_MS = 15000; // while there is no socket, or the last question was not answered
const SHARED_MS = { few: 250, many: 750 }; // others' notes are drawn together, a long list less often
const MANY = 100;

const { code, limits } = data("page");
const base = `/api/w/${code}`;
const device = deviceOf(code);
const space = `${code}.${device}`;
const connection = new Connection();
const member = new Membership({ code, base, device, onLost: () => (feed.catchUp(), show()), onMoved: () => moved() });
let changingGroup = false;
let socket = null;
let linked = false;
let drawing = null;
let saved = 0;

const feed = new Feed({
  async load(since) {
    let reached = false;
    try {
      const { status, body } = await ask("GET", `${base}/state${since === null ? "" : `?since=${since}`}`, device);
      reached = status < 500;
      if (!body.ok) throw new Error(`${status} ${body.error}`);
      return body;
    } finally {
      connection.set({ reached });
    }
  },
  onChange: (state, changed) => {
    if (changed.has("groups")) join.offer(state.groups);
    if (changed.has("people")) join.count(state.people);
    if (changed.has("phases")) join.tell(state.phases);
    if (changed.has("me")) know(state.me);
    show();
  },
  onShared: () => {
    drawing = drawing || setTimeout(show, feed.state.shared.size > MANY ? SHARED_MS.many : SHARED_MS.few);
  },
  onClock: sync, wrote: (id) => attached.wrote(id),
});

const tell = tabs(`laena.tabs.${space}`);
const store = new LastingStore(space, () => (tell.say(), show()));
const outbox = new Outbox({
  store,
  tell,
  send: deliverer({ base, device, rejoin: () => member.again(), onReach: (reached) => connection.set({ reached }) }),
  onSent: (write, answer) => {
    if (write.kind === "delete") feed.state.notes.delete(write.note);
    else if (isText(write) && answer.note) ownNotes.saved(feed.state.notes, write.note, answer.note);
    together.sent(write, answer);
    if (feed.pending) feed.catchUp(); // an answer that is on its way may be older than this one
  },
  onRefused: (write, why) => together.refused(write, why),
  onChange: () => show(),
  onElsewhere: () => feed.catchUp(),
});
const compose = new Compose({
  code,
  limit: limits.note,
  onSend: (body) => outbox.add(uuid7(), body),
  onTyped: () => showFoot(),
});
const attached = new Attached({ outbox, code, limits, state: () => feed.state, redraw: () => show(), onTyped: () => showFoot() });
const edits = new Edits(code);
const ownNotes = new OwnNotes({ outbox, compose, edits, limit: limits.note, attached, onOpened: () => showFoot() });
const foot = footOf({ code, outbox, store, compose, edits, ownNotes, attached, tell: (count) => socket && socket.unsent(count) });
const showFoot = () => foot.show(saved);
const showStuck = stuck({ code, base, device, outbox, redraw: () => show() });
const together = new Together({ outbox, attached, state: () => feed.state, redraw: () => show() });
const phases = new Phases({ onChoose: () => show() });
const join = new Join({ code, groups: data("state").groups, people: data("state").people, phases: data("state").phases, onJoin, onCancel: () => changeGroup(false) });

/** What the server says of this phone; a phone that it has forgotten joins again with what it remembers. */
function know(me) {
  if (me || !member.me) member.set(me);
  else member.again().then((joined) => joined && refresh());
}

const moved = () => beginAnew({ code, outbox, compose, edits, member });

async function onJoin(profile) {
  const answer = await member.join(profile).catch(() => null);
  if (!answer) return word("join_offline");
  if (answer.error === "phone_moved") moved();
  if (!answer.ok) return join.refused(answer);
  changeGroup(false);
  refresh();
  return null;
}

/** Who this phone is has changed: ask for all that it may see, and once more when the socket hears what it may hear. */
function refresh() {
  feed.state.seq = 0;
  feed.catchUp();
  outbox.wake();
  if (socket) socket.enter().then(() => feed.catchUp());
  else listen();
}

function changeGroup(on) {
  changingGroup = on;
  if (on) join.open(member.me);
  show();
}

function listen() {
  socket = connect({ code, view: "phone", device }, {
    changes: (delta) => feed.overlay(delta),
    notes: (event) => feed.takeShared(event),
    link: (state) => {
      linked = state === "connected";
      if (!linked) return;
      feed.catchUp();
      outbox.wake();
    },
  });
}

function show() {
  clearTimeout(drawing);
  drawing = null;
  steady(draw);
}

function draw() {
  const { state } = feed;
  const { writes } = outbox;
  const { me } = member;
  const typing = !!me && !changingGroup;
  one("#starting").hidden = true;
  one("#desk").hidden = one("#me").hidden = !typing;
  if (typing) join.close();
  else if (one("#join").hidden) join.open(me);
  showTimer(state.timer);
  connection.set({ waiting: unsent(writes) });
  warnOf(store.lasting, code);
  if (!typing) return;

  const categories = state.workshop.categories.map((category, i) => ({ ...category, tone: (i % TONES) + 1 }));
  compose.stay = !!me.scribe;
  const front = phases.show(state, !writes.some(isText) && !foot.halfTyped().length);
  compose.show(front, { position: state.phases.indexOf(front) + 1, total: state.phases.length, categories, me, people: state.people });
  attached.begin(state, writes);
  const own = ownNotes.show(state, writes, { categories, front });
  saved = own.saved;
  showStuck(feed);
  showDrafts(compose, edits, feed.answered ? own.ids : null, state, show);
  together.show(writes, { categories, front });
  const group = state.groups.find((each) => each.id === me.group_id);
  fill(one("#me"), { group: group ? group.name : "", scribe: me.scribe, table: word("table", { count: saved }) });
  showFoot();
}

// The page carries what everybody may see; seq 0 makes the first question ask for all, own notes with it.
merge(feed.state, { ...data("state"), from: 0, full: true, me: member.me, seq: 0 });
one("#change-group").addEventListener("click", () => changeGroup(true));
followKeyboard();
followFoot();
show();
feed.watch();
if (member.me) feed.catchUp();
outbox.start();
followMove({ code, base, device });
for (const event of ["online", "focus", "pageshow"]) window.addEventListener(event, () => outbox.wake());
setInterval(() => (linked && feed.answered) || feed.catchUp(), POLL_MS);
if (member.me) listen();
