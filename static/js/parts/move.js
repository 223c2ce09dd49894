/**
 * When the laptop's address changes, a page at the new address knows nothing of this phone, since storage belongs to an
 * address. Nothing goes along in a link: whoever wrote the link could give this phone an identity or words that are not
 * its own. So the phone joins anew there, and what waits here is shown, to be copied by hand.
 */
import { copied } from "../lib/copy.js";
import { one, setText, word } from "../lib/dom.js";
import { isText } from "../lib/writes.js";

const OLD_MARK = "#carry"; // links of former versions brought a key and notes

/** Ignores what a link of a former version brings, and takes it out of the address bar. */
function dropOldLink() {
  if (location.hash.startsWith(OLD_MARK)) history.replaceState(null, "", location.pathname + location.search);
}

export function followMove() {
  dropOldLink();
  window.addEventListener("hashchange", dropOldLink);
  one("#move-copy").addEventListener("click", async () => {
    setText(one("#move-state"), word((await copied(one("#move-texts"))) ? "copied" : "copy_failed"));
  });
}

/** The texts that the server has not taken: of the outbox, and half typed ones. */
export function showWaiting(writes, drafts) {
  const texts = [...writes.filter(isText).map((write) => write.body.text), ...drafts].filter(Boolean);
  one("#move-waiting").hidden = !texts.length;
  setText(one("#move-texts"), texts.join("\n\n"));
}
