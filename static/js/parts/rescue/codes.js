/**
 * Waiting notes as links for codes: several notes a code, as many as a camera reads well. workshop/domain/rescue.py
 * unpacks them. A link has marks that this phone makes with its key (workshop/domain/marks.py), never the key.
 */
import "../../lib/has_own.js";
import { hmac } from "../../../vendor/noble/hmac.js";
import { sha256 } from "../../../vendor/noble/sha2.js";
import { packed, toHex } from "./packing.js";

const PROMISED = ["unit", "anonymous", "signed"];
const MOST_NOTES = 50;
const bits = (version) => ({ 20: 6888, 40: 23648 })[version]; // of data, at the lowest correction (ISO 18004, table 7)
/** What old cameras read from a phone's screen; one note that is larger gets what it needs. */
const [READABLE, LARGEST] = [20, 40];

const bytes = (text) => new TextEncoder().encode(text);
const mac = (key, text) => toHex(hmac(sha256, bytes(key), bytes(text))).slice(0, 32);
const mark = (device, ...about) => mac(device.split(".").pop(), about.join("\0")); // of one that moved, the first key

/** Digits that fit in a code beside the address: segments have headers of 20 and 18 bits, three digits take ten bits. */
const room = (version, address) => Math.floor(((bits(version) - 42 - 8 * address.length) * 3) / 10);

function link(writes, device, { by, key }) {
  const phases = new Map();
  for (const { note, body } of writes) {
    const promised = PROMISED.indexOf(body.promised || "unit") + (body.alone ? PROMISED.length : 0);
    const written = [mark(device, "sent", "note", note), body.category, body.text, promised, body.run || 0, ...(body.name ? [body.name] : [])];
    phases.set(body.phase_id, [...(phases.get(body.phase_id) || []), written]);
  }
  const notes = JSON.stringify(Array.from(phases));
  return packed({ by, tag: mac(key, notes), notes });
}

/**
 * writes: new notes; pass: {by, key} that the server has given this phone; address: of the page that links lead to
 * → {codes: [{address, digits, writes, version}], left: writes too large for any code}
 */
export function codesOf(writes, device, pass, address) {
  const codes = [];
  const left = [];
  for (const write of writes) {
    const last = codes[codes.length - 1];
    const together = last && last.version === READABLE && last.writes.length < MOST_NOTES ? [...last.writes, write] : null;
    const digits = together && link(together, device, pass);
    if (digits && digits.length <= room(READABLE, address)) {
      Object.assign(last, { digits, writes: together });
      continue;
    }
    const alone = link([write], device, pass);
    const version = [READABLE, LARGEST].find((each) => alone.length <= room(each, address));
    if (version) codes.push({ address, digits: alone, writes: [write], version });
    else left.push(write);
  }
  return { codes, left };
}
