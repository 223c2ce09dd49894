/** Says in the toast that a card came up where one does not look at present; the toast leads there. */
import { word } from "../lib/dom.js";
import { say } from "../lib/toast.js";

const LONG_MS = 10000;
const HEAD_PX = 80;

/**
 * announce(card, quiet) → news(key, text): to be called at each drawing; `key` changes when there is something new to
 * say. With `quiet` the first key is none: it stood there when the page was opened.
 */
export function announce(card, quiet) {
  let known = quiet ? undefined : null;
  return (key, text) => {
    const before = known;
    known = key;
    if (before === undefined || before === key || !key) return;
    requestAnimationFrame(() => {
      const { top } = card.getBoundingClientRect();
      if (top > -HEAD_PX / 2 && top < window.innerHeight - HEAD_PX) return;
      say(text, { action: word("look"), ms: LONG_MS, onAction: () => goTo(card) });
    });
  };
}

function goTo(card) {
  card.querySelector("details").open = true;
  card.scrollIntoView();
  card.querySelector("summary").focus({ preventScroll: true });
}
