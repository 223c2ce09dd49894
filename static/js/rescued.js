/**
 * The page that a code of parts/rescue/ leads to, on another person's phone: it shows the notes and sends them after a tap,
 * as their writer's. Whatever a link brings is only shown; this phone gets no identity by it and stores nothing.
 */
import { data, fill, fragment, one, put, word } from "./lib/dom.js";
import { ask } from "./lib/ask.js";
import { unpacked } from "./parts/rescue/packing.js";

const MOST_DIGITS = 9000;
const CLOSED = new Set(["phase_closed", "workshop_ended"]);
const { code } = data("page");
let packet = null;
let cards = [];

/** → [[text, name], …] in a packet's notes, or null where these are not notes */
function notesIn(found) {
  try {
    const notes = JSON.parse(found.notes).reduce((all, [, written]) => [...all, ...written], []);
    return notes.length && notes.every(([, , text]) => typeof text === "string") ? notes.map(([, , text, , , name]) => [text, name]) : null;
  } catch (trouble) {
    return null;
  }
}

function open() {
  const digits = location.hash.slice(1);
  if (!digits && packet) return;
  packet = digits.length <= MOST_DIGITS ? unpacked(digits) : null;
  const notes = packet && notesIn(packet);
  history.replaceState(null, "", location.pathname); // no history of this phone has a friend's words
  cards = (notes || []).map(([text, name]) => fill(fragment("rescued-note"), { text, name: typeof name === "string" ? name : "", state: "" }));
  put(one("#rescued-notes"), ...cards);
  show({ bad: !notes, ready: !!notes, action: word("send_for", { count: cards.length }), said: "" });
}

const show = (values) => fill(one("#rescued"), { busy: false, ...values });

async function send() {
  show({ busy: true, said: word("sending") });
  const sent = packet;
  const { by, tag, notes } = sent;
  let body = null;
  try {
    ({ body } = await ask("POST", `/api/w/${code}/rescued/${by}`, null, { notes, tag }));
  } catch (trouble) {
    body = { ok: false, message: word("no_network") };
  }
  if (sent !== packet) return; // another code was scanned meanwhile
  if (!body || !body.ok) show({ said: (body && body.message) || word("no_network") });
  else tell(body.outcomes);
}

function tell(outcomes) {
  outcomes.forEach(({ ok, error }, i) => fill(cards[i], { state: ok ? word("arrived") : word(CLOSED.has(error) ? "closed" : "not_taken") }));
  const arrived = outcomes.filter(({ ok }) => ok).length;
  const all = arrived === outcomes.length;
  show({ ready: !all, said: word(all ? "all_arrived" : "some_arrived", { count: arrived, all: outcomes.length }) });
}

one("#rescued-send").addEventListener("click", send);
window.addEventListener("hashchange", open);
open();
