/**
 * A word where the text may have personal data in it, and one where it may have a coarse word: of new notes in the bar with
 * Send, where it is in sight before that is pressed; of boxes in lists, of edits and of what is said of notes and themes, below
 * the box. Both come some seconds after the page, and nothing is refused for them.
 */
import { coarseFinder } from "../lib/coarse.js";
import { all, one } from "../lib/dom.js";
import { personal } from "../lib/personal.js";

const OTHERS = "li textarea";

export function hintAtPersonal(html) {
  const text = one("#text");
  one("#compose .foot-inner").insertAdjacentHTML("afterbegin", html);
  const hints = one("#compose .hints");
  const coarse = coarseFinder(JSON.parse(one("#coarse-hint").dataset.words));
  const show = (box, shown) => {
    const [hint, coarseHint] = all("p", shown);
    hint.hidden = !personal(box.value);
    coarseHint.hidden = !coarse(box.value);
  };
  const showFirst = () => {
    show(text, hints);
    describe(text, all("p:not([hidden])", hints));
    uncover(text, hints);
  };
  text.addEventListener("input", showFirst);
  new MutationObserver(showFirst).observe(one("#count"), { childList: true }); // also when the box is emptied or a draft comes back
  if (typeof ResizeObserver === "function") new ResizeObserver(() => uncover(text, hints)).observe(one("#compose .foot"));
  showFirst();
  hintInOthers(hints, show);
}

/** For who comes back to the box with a screen reader. */
function describe(text, shown) {
  const [line, count] = text.getAttribute("aria-describedby").split(" ");
  text.setAttribute("aria-describedby", [line, count, ...shown.map(({ id }) => id)].join(" "));
}

/** The bar has grown over the box that is typed in: its end comes up, with the head of a longer box out of sight. */
function uncover(text, hints) {
  if (document.activeElement !== text || !hints.offsetHeight) return;
  const below = text.getBoundingClientRect().bottom - one("#compose .foot").getBoundingClientRect().top;
  const atEnd = text.selectionEnd > text.value.length / 2;
  const room = text.getBoundingClientRect().top;
  if (below > 0) window.scrollBy(0, atEnd ? below : Math.min(below, Math.max(0, room)));
}

/** `hints`: of the box for new notes, of which others get copies; `show(box, hints)`. */
function hintInOthers(hints, show) {
  const of = new Map();
  const take = ({ target }) => {
    if (!target.matches || !target.matches(OTHERS)) return;
    if (!of.has(target)) of.set(target, target.insertAdjacentElement("afterend", copyOf(hints)));
    show(target, of.get(target));
  };
  for (const kind of ["input", "focusin"]) document.addEventListener(kind, take);
  // What is sent stands in its box no longer; what is refused shows its hint again when it is gone on with.
  document.addEventListener("submit", ({ target }) => {
    for (const [box, shown] of of) if (target.contains(box)) for (const hint of all("p", shown)) hint.hidden = true;
  });
}

function copyOf(hints) {
  const copy = hints.cloneNode(true);
  for (const hint of all("p", copy)) {
    hint.removeAttribute("id");
    hint.removeAttribute("data-words");
    hint.hidden = true;
  }
  return copy;
}
