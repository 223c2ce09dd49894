/** Copies the new link on the page of helpers. */
import { copied } from "./lib/copy.js";
import { one, setText, word } from "./lib/dom.js";

const button = one("#copy-helper-url");
button.hidden = false;
button.addEventListener("click", async () => {
  setText(one("#helper-copied"), word((await copied(one("#helper-url"))) ? "copied" : "copy_by_hand"));
});
