/** The rest of the phone page: wires what is known (feed), what waits (outbox) and the parts that show them. */
import { ask } from "../lib/ask.js";
import { data, fill, one, word } from "../lib/dom.js";
import { sync } from "../lib/clock.js";
import { deliverer } from "../lib/deliver.js";
import { Feed, merge } from "../lib/feed.js";
import { give, late } from "../lib/load.js";
import { Outbox } from "../lib/outbox.js";
import { unsent } from "../lib/outbox_queue.js";
import { LastingStore } from "../lib/outbox_lasting.js";
import { connect } from "../lib/socket.js";
import { tabs } from "../lib/tabs.js";
import { isText } from "../lib/writes.js";
import { Attached } from "./attached.js";
import { Connection } from "./connection.js";
import { showTimer } from "./countdown.js";
import { showDrafts } from "./drafts.js";
import { Edits } from "./edits.js";
import { footOf } from "./foot.js";
import { whenWanted } from "./late.js";
import { lookButtons } from "./look.js";
import { beginAnew, followMove } from "./move.js";
import { warnOf } from "./not_lasting.js";
import { OwnNotes } from "./own_notes.js";
import { steady } from "./steady.js";
import { stuck } from "./stuck.js";
import { Together } from "./together.js";

const POLL_MS = 15000; // while there is no socket, or the last question was not answered
const SHARED_MS = { few: 250, many: 750 }; // others' notes are drawn together, a long list less often
const MANY = 100;

/**
 * desk(first: what participant.js has) → {show(), send(id, body) → promise, typed(), joined(), lost(), moved()}
 */
function desk({ code, limits, base, device, state: known, member, compose, join, draw: drawFirst }) {
  const connection = new Connection();
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
    onClock: sync, wrote: (id) => attached.wrote(id), answers: data("page").asked,
  });

  const space = `${code}.${device}`;
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
  const attached = new Attached({ outbox, code, limits, state: () => feed.state, redraw: () => show(), onTyped: () => showFoot() });
  const edits = new Edits(code);
  const ownNotes = new OwnNotes({ outbox, compose, edits, limit: limits.note, attached, onOpened: () => showFoot() });
  const foot = footOf({ code, outbox, store, compose, edits, ownNotes, attached, tell: (count) => socket && socket.unsent(count) });
  const showFoot = () => foot.show(saved);
  const showStuck = stuck({ code, base, device, outbox, redraw: () => show() });
  const together = new Together({ outbox, attached, state: () => feed.state, redraw: () => show() });

  /** What the server says of this phone; a phone that it has forgotten joins again with what it remembers. */
  function know(me) {
    if (me || !member.me) member.set(me);
    else member.again().then((joined) => joined && refresh());
  }

  /** Who this phone is has changed: ask for all that it may see, and once more when the socket hears what it may hear. */
  function refresh() {
    feed.state.seq = 0;
    feed.catchUp();
    outbox.wake();
    if (socket) socket.enter().then(() => feed.catchUp());
    else listen();
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
    showTimer(state.timer);
    connection.set({ waiting: unsent(writes) });
    warnOf(store.lasting, code);
    const drawn = drawFirst(state, writes.some(isText) || foot.halfTyped().length ? "some" : "none");
    if (!drawn) return;
    const { front, categories } = drawn;
    attached.begin(state, writes);
    const own = ownNotes.show(state, writes, { categories, front });
    saved = own.saved;
    showStuck(feed);
    showDrafts(compose, edits, feed.answered ? own.ids : null, state, show);
    together.show(writes, { categories });
    fill(one("#me"), { scribe: member.me.scribe, table: word("table", { count: saved }) });
    showFoot();
  }

  // The page carries what everybody may see; seq 0 makes the first question ask for all, own notes with it.
  merge(feed.state, { ...known, from: 0, full: true, me: member.me, seq: 0 });
  show();
  feed.watch();
  if (member.me) feed.catchUp();
  outbox.start();
  lookButtons();
  const footAside = whenWanted(() => late("foot_aside").then((begin) => begin()), () => {});
  document.addEventListener("focusin", ({ target }) => footAside(!!target.closest("form:not(#join-form)") && !one("#compose").contains(target)));
  followMove({ code, base, device });
  for (const event of ["online", "focus", "pageshow"]) window.addEventListener(event, () => outbox.wake());
  setInterval(() => (linked && feed.answered) || feed.catchUp(), POLL_MS);
  if (member.me) listen();

  return {
    show,
    send: (id, body) => outbox.add(id, body),
    typed: showFoot,
    joined: refresh,
    lost: () => (feed.catchUp(), show()),
    moved: () => beginAnew({ code, outbox, compose, edits, member }),
  };
}

give("desk", desk);
