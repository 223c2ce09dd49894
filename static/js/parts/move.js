/**
 * When the laptop's address changes, a page at the new address knows nothing of this phone, since storage belongs to an
 * address. The old page takes phone and texts along in a box that only the server can open (moving/seal.js). What comes
 * with a link does nothing before a tap, and nothing at all on a phone that has joined: whoever wrote the link could give
 * it an identity or words that are not its own.
 */
import { copied } from "../lib/copy.js";
import { ask } from "../lib/deliver.js";
import { fill, one, setText, word } from "../lib/dom.js";
import { uuid7 } from "../lib/ids.js";
import { isText, makes } from "../lib/writes.js";
import { DraftStore } from "./draft_store.js";
import { recall, remember } from "./memory.js";

const OLD_MARK = "#carry"; // links of former versions brought a key and notes
const BOX = /^#move=([0-9a-f]{1,40})\.([0-9A-Za-z_-]{16,60000})$/;
let waiting = [];
let pack = null;

/** Takes what a link brings out of the address bar. → {by, box} of another address, or null */
function brought() {
  const { hash } = location;
  const found = BOX.exec(hash);
  if (found || hash.startsWith(OLD_MARK)) history.replaceState(null, "", location.pathname + location.search);
  return found && { by: found[1], box: found[2] };
}

/** member: this page's, `device` its key */
export function followMove({ code, base, device, member }) {
  const look = () => {
    const found = brought();
    if (!found) return;
    fill(one("#moved"), { joined: !!member.me, ready: !member.me, busy: false, said: "" });
    one("#moved").hidden = false;
    one("#moved-take").onclick = () => take({ code, base, device, found });
  };
  look();
  window.addEventListener("hashchange", look);
  one("#moved-leave").addEventListener("click", () => { one("#moved").hidden = true; });
  one("#move-copy").addEventListener("click", async () => {
    setText(one("#move-state"), word((await copied(one("#move-texts"))) ? "copied" : "copy_failed"));
  });
  one("#move-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const host = hostOf(one("#move-address").value);
    if (!host) return setText(one("#move-said"), word(host === "" ? "move_same" : "move_odd"));
    const { hash, left } = pack(waiting);
    if (left && !window.confirm(word("move_left", { count: left }))) return null;
    location.href = `${host}/j/${code}${hash}`;
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

/** From now on, what waits can go along: pack(texts) → {hash, left} */
export function offerMove(given) {
  pack = given;
  one("#move-form").hidden = false;
}

/** The texts that the server has not taken: of the outbox, and half typed ones. drafts: as in DraftStore; edits: texts */
export function showWaiting(writes, drafts, edits) {
  const sent = writes.filter(isText).map(({ kind, note, body: { text, phase_id, category } }) => {
    return { text, phase_id, category, ...(makes({ kind }) ? { kind, id: note } : {}) };
  });
  const typed = Object.entries(drafts).map(([key, { text, category }]) => ({ text, category, phase_id: parseInt(key, 10) || undefined }));
  waiting = [...sent, ...typed, ...edits.map((text) => ({ text }))].filter(({ text }) => text.trim());
  one("#move-waiting").hidden = !waiting.length;
  setText(one("#move-texts"), waiting.map(({ text }) => text).join("\n\n"));
}

async function take({ code, base, device, found }) {
  fill(one("#moved"), { busy: true, said: word("move_asking") });
  const { body } = await ask("POST", `${base}/moved`, device, found).catch(() => ({ body: { message: word("join_offline") } }));
  if (!body || !body.ok) return fill(one("#moved"), { busy: false, said: (body && body.message) || word("join_offline") });
  const drafts = new DraftStore(code, uuid7());
  const there = drafts.all();
  for (const { text, phase_id: phase, category } of body.texts) there[`${phase || 0}#${uuid7()}`] = { text, category };
  drafts.write(there);
  if (remember(`device.${code}`, body.device) && recall(`device.${code}`, "") === body.device) location.reload();
  else fill(one("#moved"), { busy: false, said: word("move_no_store") });
  return null;
}
