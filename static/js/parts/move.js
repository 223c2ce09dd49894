/**
 * When the laptop's address changes, a page at the new address knows nothing of this phone, since storage belongs to an
 * address. The old page takes phone and texts along in a box that only the server can open (moving/seal.js). What comes
 * with a link does nothing before a tap, and nothing at all on a phone that has joined: whoever wrote the link could give
 * it an identity or words that are not its own.
 */
import { copied } from "../lib/copy.js";
import { ask } from "../lib/ask.js";
import { fill, one, setText, word } from "../lib/dom.js";
import { deviceKey, uuid7 } from "../lib/ids.js";
import { isText, subject, takes } from "../lib/writes.js";
import { DraftStore } from "./draft_store.js";
import { forget, recall, remember } from "./memory.js";

const OLD_MARK = "#carry"; // links of former versions brought a key and notes
const BOX = /^#move=([0-9a-f]{1,40})\.([0-9A-Za-z_-]{16,60000})$/;
const AGAIN_MS = 5000;
let waiting = [];
let gone = [];
let pack = null;

/** Takes what a link brings out of the address bar; it waits until it is taken or left. → {by, box} of another address, or null */
function brought(code) {
  const { hash } = location;
  const found = BOX.exec(hash);
  if (found || hash.startsWith(OLD_MARK)) history.replaceState(null, "", location.pathname + location.search);
  if (found) remember(`box.${code}`, { by: found[1], box: found[2] });
  return recall(`box.${code}`);
}

/** device: this page's key, with which it may have joined */
export function followMove({ code, base, device }) {
  let again = null;
  const look = async (anew = true) => {
    clearTimeout(again);
    const found = brought(code);
    if (!found) return;
    const show = (values) => fill(one("#moved"), { joined: false, ready: false, busy: false, said: "", ...values });
    if (anew) show({ said: word("move_asking") });
    one("#moved").hidden = false;
    const { body } = await ask("GET", `${base}/state`, device).catch(() => ({ body: null }));
    const ended = body && body.error === "workshop_ended"; // one's own notes are still there
    if (!body || !(body.ok || ended)) {
      again = setTimeout(() => look(false), AGAIN_MS);
      return show({ said: word("join_offline") });
    }
    if (body.me) forget(`box.${code}`);
    show({ joined: !!body.me, ready: !body.me });
    one("#moved-form").onsubmit = (event) => {
      event.preventDefault();
      take({ code, base, found });
    };
  };
  look();
  window.addEventListener("hashchange", look);
  one("#moved-leave").addEventListener("click", () => {
    forget(`box.${code}`);
    one("#moved").hidden = true;
  });
  one("#move-copy").addEventListener("click", async () => {
    setText(one("#move-state"), word((await copied(one("#move-texts"))) ? "copied" : "copy_failed"));
  });
  one("#move-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const host = hostOf(one("#move-address").value);
    if (!host) return setText(one("#move-said"), word(host === "" ? "move_same" : "move_odd"));
    const { hash, number, left } = pack(waiting, gone);
    setText(one("#move-said"), left ? word("move_left", { count: left }) : "");
    setText(one("#move-number"), `${number.slice(0, 3)} ${number.slice(3)}`);
    one("#move-link").href = `${host}/j/${code}${hash}`;
    one("#move-go").hidden = false;
    return null;
  });
}

/** → the origin that somebody typed as on the wall, null for none, "" for this page's own */
function hostOf(typed) {
  try {
    const there = new URL(/^https?:\/\//i.test(typed.trim()) ? typed.trim() : `${location.protocol}//${typed.trim()}`);
    if (there.username || there.password || !there.host) return null;
    return there.origin === location.origin ? "" : there.origin;
  } catch (trouble) {
    return null;
  }
}

/** From now on, what waits can go along: pack(texts, gone: what was withdrawn) → {hash, number, left} */
export function offerMove(given) {
  pack = given;
  one("#move-form").hidden = false;
}

/** The texts that the server has not taken: of the outbox, and half typed ones. drafts: as in DraftStore; edits: texts */
export function showWaiting(writes, drafts, edits) {
  // An edit has no phase of its own here, and what stands below a note would be a note: they come without one.
  gone = writes.filter(takes).map((write) => ({ kind: subject(write), id: write.note }));
  const away = new Set(gone.map(({ id }) => id));
  const sent = writes.filter((write) => isText(write) && !away.has(write.note)).map(({ kind, note, body: { text, phase_id, category } }) => {
    return kind === "note" ? { kind, id: note, text, phase_id, category } : { kind, id: note, text };
  });
  const typed = Object.entries(drafts).map(([key, { text, category }]) => ({ text, category, phase_id: parseInt(key, 10) || undefined }));
  waiting = [...sent, ...typed, ...edits.map((text) => ({ text }))].filter(({ text }) => text.trim());
  one("#move-waiting").hidden = !waiting.length;
  const texts = waiting.map(({ text }) => text).join("\n\n");
  if (one("#move-texts").textContent !== texts) setText(one("#move-state"), ""); // "copied" was said of others
  setText(one("#move-texts"), texts);
}

/** The server's answer to a join: this phone went to another address. Here it is another one; what the store has are drafts. */
export async function beginAnew({ code, outbox, compose, edits, member }) {
  await outbox.reload();
  showWaiting(outbox.writes, compose.drafts.all(), Object.values(edits.all()));
  member.set(null);
  const kept = draft(code, waiting);
  if (remember(`device.${code}`, deviceKey()) && kept) return location.reload();
  // Not everything lasts here. A page that is loaded anew has a new key, but not what was typed: that is copied first.
  forget(`device.${code}`);
  if (!waiting.length) return location.reload();
  setText(one("#anew-texts"), one("#move-texts").textContent);
  one("#anew").hidden = false;
  one("#anew-copy").onclick = async () => setText(one("#anew-state"), word((await copied(one("#anew-texts"))) ? "copied" : "copy_failed"));
  one("#anew-begin").onclick = () => location.reload();
  return null;
}

/** → whether they outlive the page */
function draft(code, texts) {
  const drafts = new DraftStore(code, uuid7());
  const there = drafts.all();
  const known = new Set(drafts.texts());
  for (const { text, phase_id: phase, category } of texts) {
    if (!known.has(text)) there[`${phase || 0}#${uuid7()}`] = { text, category: category || "" };
  }
  return drafts.write(there);
}

async function take({ code, base, found: { by, box } }) {
  fill(one("#moved"), { busy: true, said: word("move_asking") });
  const key = recall(`moving.${code}`, "") || deviceKey(); // the same where the answer was lost
  if (!remember(`moving.${code}`, key)) return fill(one("#moved"), { busy: false, said: word("move_no_store") });
  const sent = { box, number: one("#moved-number").value };
  const { body } = await ask("POST", `${base}/moved/${by}`, key, sent).catch(() => ({ body: null }));
  if (!body || !body.ok) return fill(one("#moved"), { busy: false, said: (body && body.message) || word("join_offline") });
  draft(code, body.texts);
  remember(`device.${code}`, body.device);
  forget(`moving.${code}`);
  forget(`box.${code}`);
  location.reload();
  return null;
}
