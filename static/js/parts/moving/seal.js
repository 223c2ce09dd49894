/**
 * What a phone takes along to a new address of the server, in a box that only it and the server can open: the link may be
 * read by anybody, and the address be another's (workshop/domain/moving.py).
 */
import { chacha20poly1305 } from "../../../vendor/noble/ciphers/chacha.js";
import { hmac } from "../../../vendor/noble/hmac.js";
import { sha256 } from "../../../vendor/noble/sha2.js";

const NONCE = 12;
const MOST = 30000; // letters of a box; more is too long a link for some browsers in apps
const bytes = (text) => new TextEncoder().encode(text);

function base64url(sealed) {
  let raw = "";
  for (const byte of sealed) raw += String.fromCharCode(byte);
  return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** given: {by, key} of the server; carried: {device, number, texts: [{kind, id, text, phase_id, category}], gone: [{kind, id}]} → the box */
export function box({ key }, code, carried) {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const cipher = chacha20poly1305(hmac(sha256, bytes(key), bytes("move")), nonce, bytes(code));
  const sealed = cipher.encrypt(bytes(JSON.stringify(carried)));
  return base64url(Uint8Array.from([...nonce, ...sealed]));
}

/** → {hash: of a link, number: six figures, left: how many texts were too much for the link}; the newest go along */
export function sealed(given, code, device, texts, gone = []) {
  const number = String(crypto.getRandomValues(new Uint32Array(1))[0] % 1000000).padStart(6, "0");
  for (let left = 0; ; left += 1) {
    const going = texts.slice(left);
    const found = box(given, code, { device, number, texts: going, gone });
    if (found.length <= MOST || !going.length) return { hash: `#move=${given.by}.${found}`, number, left };
  }
}
