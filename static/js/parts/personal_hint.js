/**
 * Below the boxes one writes in: a word where the text may have personal data in it, and one where it may have a coarse word.
 * Both come some seconds after the page, and nothing is refused for them. Boxes in lists, of edits and of what is said of notes
 * and themes, get theirs as they are written in.
 */
import { coarseFinder } from "../lib/coarse.js";
import { one } from "../lib/dom.js";
import { personal } from "../lib/personal.js";

const OTHERS = "li textarea";

export function hintAtPersonal(html) {
  const text = one("#text");
  text.insertAdjacentHTML("afterend", html);
  const hints = [one("#personal-hint"), one("#coarse-hint")];
  const coarse = coarseFinder(JSON.parse(hints[1].dataset.words));
  const show = (box, [hint, coarseHint]) => {
    hint.hidden = !personal(box.value);
    coarseHint.hidden = !coarse(box.value);
  };
  text.addEventListener("input", () => show(text, hints));
  new MutationObserver(() => show(text, hints)).observe(one("#count"), { childList: true }); // also when the box is emptied or a draft comes back
  show(text, hints);
  hintInOthers(hints, show);
}

/** `hints`: of the box for new notes, of which others get copies; `show(box, hints)`. */
function hintInOthers(hints, show) {
  const of = new Map();
  const take = ({ target }) => {
    if (!target.matches || !target.matches(OTHERS)) return;
    if (!of.has(target)) of.set(target, hints.map((hint) => target.insertAdjacentElement("afterend", copyOf(hint))));
    show(target, of.get(target));
  };
  for (const kind of ["input", "focusin"]) document.addEventListener(kind, take);
  // What is sent stands in its box no longer; what is refused shows its hint again when it is gone on with.
  document.addEventListener("submit", ({ target }) => {
    for (const [box, shown] of of) if (target.contains(box)) for (const hint of shown) hint.hidden = true;
  });
}

function copyOf(hint) {
  const copy = hint.cloneNode(true);
  copy.removeAttribute("id");
  copy.removeAttribute("data-words");
  copy.hidden = true;
  return copy;
}
