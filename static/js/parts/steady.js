/**
 * The page never jumps under a reader or a writer: what changes above what they look at is made up for by scrolling.
 * (Safari of these years has no scroll anchoring, and Chrome's gives up while a field has the focus: see phone.css.)
 */
const SCROLLED_PX = 40;
const LOOK_PX = 96; // below the head of the page
const FIELDS = "textarea, input[type=text], input[type=search]";

export const scrolled = () => window.scrollY > SCROLLED_PX;

/** Is a text field in use? */
const typing = () => document.activeElement !== null && document.activeElement.matches(FIELDS);

export function steady(draw) {
  const eye = looked();
  const before = eye ? eye.getBoundingClientRect().top : 0;
  draw();
  if (!eye || !eye.isConnected || !eye.offsetParent) return;
  const moved = eye.getBoundingClientRect().top - before;
  if (Math.abs(moved) < 1) return;
  makeRoom(window.scrollY + moved);
  window.scrollBy(0, moved);
}

/** A short page gets so much room at its foot that it can be scrolled to `top`; --spare is given back when it can. */
function makeRoom(top) {
  const root = document.documentElement;
  const spare = parseFloat(root.style.getPropertyValue("--spare")) || 0;
  const lacking = Math.max(0, Math.ceil(top + window.innerHeight - (root.scrollHeight - spare)));
  root.style.setProperty("--spare", `${lacking}px`);
}

/** The element that must stay where it is, if any. */
function looked() {
  if (typing()) return document.activeElement;
  if (!scrolled()) return null;
  const seen = document.elementFromPoint(window.innerWidth / 2, LOOK_PX);
  return seen && seen.closest("#desk li, #desk h2, #desk section, #desk form");
}
