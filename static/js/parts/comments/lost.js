/** Refused comments whose note or theme is no longer on the page: their words, the reason, and what can be done. */
import { copied } from "../../lib/copy.js";
import { fill, fragment, list, one, word } from "../../lib/dom.js";
import { say } from "../../lib/toast.js";
import { ofComments } from "../../lib/writes.js";

const NEVER = "note_withdrawn"; // sending it again would be refused for ever

/** shown: ids of the comments that stand under a note or theme; mine: own comments that the server has */
export function showLost(writes, shown, mine, outbox) {
  const lost = writes.filter((write) => ofComments(write) && write.state === "refused" && !shown.has(write.note));
  const section = one("#lost-comments");
  section.hidden = !lost.length;
  list(one("ul", section), lost, {
    key: ({ key }) => key,
    make: () => make(outbox),
    update: (el, { key, note, body, why }) => {
      const saved = mine.find(({ id }) => id === note);
      el.laenaKey = key;
      fill(el, { text: body.text || (saved ? saved.text : ""), why: why ? why.message : "", can_resend: !why || why.code !== NEVER });
    },
  });
}

function make(outbox) {
  const el = fragment("lost-comment");
  const act = {
    resend: () => outbox.resend(el.laenaKey),
    drop: () => outbox.forget(el.laenaKey),
    copy: async () => say(word((await copied(one(".comment-text", el))) ? "copied" : "copy_failed")),
  };
  el.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-do]");
    if (button) act[button.dataset.do]();
  });
  return el;
}
