/** Texts half typed in a phase that has closed: shown until they are used or thrown away. */
import { fill, fragment, list, one, word } from "../lib/dom.js";

export function showDrafts(compose, phases, onChange) {
  const place = one("#drafts");
  const titles = new Map(phases.map((phase) => [String(phase.id), phase]));
  // A phase that is open keeps its text in its own field, behind its tab.
  const left = compose.others().filter(([id]) => !titles.has(id) || titles.get(id).state !== "open");
  place.hidden = !left.length;
  list(place, left, {
    key: ([id]) => id,
    make([id]) {
      const el = fragment("draft");
      el.addEventListener("click", (event) => {
        const action = event.target.dataset.do;
        if (action) compose[action](id);
        if (action) onChange();
      });
      return el;
    },
    update(el, [id, draft]) {
      const phase = titles.get(id);
      const about = word("draft_of", { title: phase ? phase.title : "" });
      fill(el, { about, text: draft.text, usable: !!compose.phase });
    },
  });
}
