/**
 * When the laptop's address changes, this page cannot reach it any more, and a page at the new address knows nothing of
 * this phone: storage belongs to an address. So the page takes what it holds along in the part of the link behind "#",
 * which browsers never send to a server.
 */
import { one } from "../lib/dom.js";
import { recall, remember } from "./memory.js";

const MARK = "#carry=";

/** The link to the same page at `typed` ("192.168.1.20:8000", "http://…"), or null when that is no address. */
export function linkTo(typed, code, load) {
  try {
    const { origin } = new URL(/^https?:\/\//.test(typed) ? typed : `http://${typed}`);
    return `${origin}/j/${code}${MARK}${encodeURIComponent(JSON.stringify(load))}`;
  } catch (trouble) {
    return null;
  }
}

/** Take in what a page at an old address sent along. → the writes that were still waiting there. */
export function unpack(code) {
  if (!location.hash.startsWith(MARK)) return [];
  const text = location.hash.slice(MARK.length);
  history.replaceState(null, "", location.pathname);
  try {
    const { device, me, drafts, writes } = JSON.parse(decodeURIComponent(text));
    // A phone that has joined here already stays who it is; only the notes are taken in.
    if (!recall(`me.${code}`)) {
      remember("device", device);
      remember(`me.${code}`, me);
      remember(`draft.${code}`, drafts);
    }
    return writes;
  } catch (trouble) {
    return []; // a cut link: what it carried still waits at the old address
  }
}

export function offerMove(code, writes) {
  one("#move-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const field = one("#move-to");
    const load = { device: recall("device"), me: recall(`me.${code}`), drafts: recall(`draft.${code}`, {}), writes: writes() };
    const link = linkTo(field.value.trim(), code, load);
    field.setAttribute("aria-invalid", String(!link));
    if (link) location.assign(link);
  });
}
