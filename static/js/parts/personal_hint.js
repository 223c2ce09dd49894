/**
 * Below the box one writes in: a word where the text may have personal data in it, and one where it may have a coarse word.
 * Both come some seconds after the page, and nothing is refused for them.
 */
import { coarseFinder } from "../lib/coarse.js";
import { one } from "../lib/dom.js";
import { personal } from "../lib/personal.js";

export function hintAtPersonal(html) {
  const text = one("#text");
  text.insertAdjacentHTML("afterend", html);
  const [hint, coarseHint] = [one("#personal-hint"), one("#coarse-hint")];
  const coarse = coarseFinder(JSON.parse(coarseHint.dataset.words));
  const show = () => {
    hint.hidden = !personal(text.value);
    coarseHint.hidden = !coarse(text.value);
  };
  text.addEventListener("input", show);
  new MutationObserver(show).observe(one("#count"), { childList: true }); // also when the box is emptied or a draft comes back
  show();
}
