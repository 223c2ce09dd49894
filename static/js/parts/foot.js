/** The foot of the page, and what a move to another address would leave behind: of everything that is half done. */
import { word } from "../lib/dom.js";
import { unsent } from "../lib/outbox_queue.js";
import { footLine } from "./foot_line.js";
import { showWaiting } from "./move.js";
import { warnOf } from "./not_lasting.js";

/** tell(count): of texts of the open phase that the server does not have. → {show(saved), halfTyped()}; saved: own notes that the server has */
export function footOf({ code, outbox, store, compose, edits, ownNotes, attached, tell }) {
  const halfTyped = () => [...compose.texts(), ...Object.values(edits.all())];
  return {
    halfTyped,
    show(saved) {
      const drafting = compose.texts().length > 0 || ownNotes.editing() || attached.drafting();
      const line = footLine({ writes: outbox.writes, saved, drafting, lasting: warnOf(store.lasting, code) });
      compose.say(line ? word(...line) : "");
      tell(unsent(outbox.writes) + (compose.typed() ? 1 : 0));
      showWaiting(outbox.writes, compose.drafts.all(), Object.values(edits.all()));
    },
  };
}
