/** Below the box one writes in: a word where the text may have personal data in it. It comes some seconds after the page. */
import { one } from "../lib/dom.js";
import { personal } from "../lib/personal.js";

export function hintAtPersonal(html) {
  const text = one("#text");
  text.insertAdjacentHTML("afterend", html);
  const hint = one("#personal-hint");
  const show = () => {
    hint.hidden = !personal(text.value);
  };
  text.addEventListener("input", show);
  new MutationObserver(show).observe(one("#count"), { childList: true }); // also when the box is emptied or a draft comes back
  show();
}
