/**
 * The page never jumps under a reader or a writer: what changes above what they look at is made up for by scrolling.
 * (Safari of these years has no scroll anchoring, and Chrome's gives up while a field has the focus: see phone.css.)
 */
const SCROLLED_PX = 40;
const LOOK_PX = 96; // below the head of the page
const FIELDS = "textarea, input[type=text], input[type=search]";

export const scrolled = () => window.scrollY > SCROLLED_PX;

/** Is a text field in use? */
export const typing = () => document.activeElement !== null && document.activeElement.matches(FIELDS);

export function steady(draw) {
  const eye = looked();
  const before = eye ? eye.getBoundingClientRect().top : 0;
  draw();
  if (!eye || !eye.isConnected || !eye.offsetParent) return;
  const moved = eye.getBoundingClientRect().top - before;
  if (Math.abs(moved) >= 1) window.scrollBy(0, moved);
}

/** The element that must stay where it is, if any. */
function looked() {
  if (typing()) return document.activeElement;
  if (!scrolled()) return null;
  const seen = document.elementFromPoint(window.innerWidth / 2, LOOK_PX);
  return seen && seen.closest("#desk li, #desk h2, #desk section, #desk form");
}
