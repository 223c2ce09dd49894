/** Texts half typed elsewhere: in a phase that has closed, in another tab, or for a note that has gone. */
import { fill, fragment, list, one, word } from "../lib/dom.js";

/** `edits`: as in edits.js; `ids`: of the own notes that are there, null while that is not known */
export function showDrafts(compose, edits, ids, phases, onChange) {
  const place = one("#drafts");
  const shown = [...ofPhases(compose, phases), ...(ids ? ofNotes(edits, ids) : [])];
  place.hidden = !shown.length;
  list(place, shown, {
    key: ({ key }) => key,
    make() {
      const el = fragment("draft");
      el.addEventListener("click", (event) => {
        const action = event.target.dataset.do;
        if (action === "use") compose.append(el.draft.text);
        if (action) el.draft.drop();
        if (action) onChange();
      });
      return el;
    },
    update(el, draft) {
      el.draft = draft;
      const kinds = compose.kinds;
      const useText = kinds.length === 1 ? word("use_as", { kind: kinds[0].name }) : word("use");
      fill(el, { about: draft.about, text: draft.text, usable: !!compose.phase, use_text: useText });
    },
  });
}

function ofPhases(compose, phases) {
  const titles = new Map(phases.map((phase) => [String(phase.id), phase]));
  return compose.others().map(([key, { text }]) => {
    const [id, tab] = key.split("#");
    const phase = titles.get(id);
    const about = phase ? word(tab ? "draft_of_tab" : "draft_of", { title: phase.title }) : word(id === "0" ? "draft_moved" : "draft_of_removed");
    return { key, about, text, open: !tab && phase && phase.state === "open", drop: () => compose.drafts.drop(key) };
  }).filter(({ open }) => !open); // a phase that is open has its text in its own field, behind its tab
}

const ofNotes = (edits, ids) =>
  edits.lost(ids).map(([id, text]) => ({ key: `edit:${id}`, about: word("draft_of_edit"), text, drop: () => edits.drop(id) }));
