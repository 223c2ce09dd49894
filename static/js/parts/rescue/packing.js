/**
 * What a code's link carries, as digits: in no other letters do codes and addresses take so much. Pure.
 *
 * A packet is {by: 16 hex letters, tag: 32 of them, notes: JSON}. ASCII and Thai letters are a byte each, others four.
 */
const VERSION = 1;
const [BY, TAG] = [8, 16]; // bytes
const [LATIN, THAI, OTHER] = [0x80, 0x0e00, 0xff];
const GROUP = 6; // bytes, which are 15 digits and stay below 2 ** 53
const DIGITS = [0, 3, 5, 8, 10, 13, 15]; // by bytes

export function packed({ by, tag, notes }) {
  const bytes = [VERSION, ...fromHex(by), ...fromHex(tag), ...Array.from(notes).reduce(withLetter, [])];
  const groups = [];
  for (let i = 0; i < bytes.length; i += GROUP) groups.push(bytes.slice(i, i + GROUP));
  return groups.map((group) => String(group.reduce((sum, byte) => sum * 256 + byte, 0)).padStart(DIGITS[group.length], "0")).join("");
}

/** → the packet, or null for what no phone has packed */
export function unpacked(digits) {
  const bytes = /^\d+$/.test(digits) && bytesIn(digits);
  if (!bytes || bytes[0] !== VERSION || bytes.length < 1 + BY + TAG) return null;
  const notes = textOf(bytes.slice(1 + BY + TAG));
  return notes === null ? null : { by: toHex(bytes.slice(1, 1 + BY)), tag: toHex(bytes.slice(1 + BY, 1 + BY + TAG)), notes };
}

export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromHex = (letters) => letters.match(/../g).map((two) => parseInt(two, 16));

function withLetter(bytes, letter) {
  const point = letter.codePointAt(0);
  if (point < LATIN) bytes.push(point);
  else if (point >= THAI && point < THAI + OTHER - LATIN) bytes.push(point - THAI + LATIN);
  else bytes.push(OTHER, point >> 16, (point >> 8) & 255, point & 255);
  return bytes;
}

function bytesIn(digits) {
  const bytes = [];
  for (let i = 0; i < digits.length; i += DIGITS[GROUP]) {
    const group = digits.slice(i, i + DIGITS[GROUP]);
    const length = DIGITS.indexOf(group.length);
    let left = Number(group);
    if (length < 1 || left >= 256 ** length) return null;
    const found = [];
    for (let n = 0; n < length; n += 1) {
      found.unshift(left % 256);
      left = Math.floor(left / 256);
    }
    bytes.push(...found);
  }
  return bytes;
}

function textOf(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i];
    if (byte < LATIN) text += String.fromCharCode(byte);
    else if (byte < OTHER) text += String.fromCharCode(byte - LATIN + THAI);
    else {
      const point = (bytes[i + 1] << 16) | (bytes[i + 2] << 8) | bytes[i + 3];
      if (i + 3 >= bytes.length || point > 0x10ffff) return null;
      text += String.fromCodePoint(point);
      i += 3;
    }
  }
  return text;
}
