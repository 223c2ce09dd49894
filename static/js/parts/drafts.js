/** Texts half typed elsewhere: in a phase that has closed, in another tab, or for a note that has gone. */
import { now } from "../lib/clock.js";
import { copied } from "../lib/copy.js";
import { fill, fragment, list, one, setText, word } from "../lib/dom.js";
import { say } from "../lib/toast.js";
import { bodyOf } from "./note_body.js";

let ending = null;
let leading = null;

/** `edits`: as in edits.js; `ids`: of the own notes that are there, null while that is not known */
export function showDrafts(compose, edits, ids, { phases, workshop }, onChange) {
  const place = one("#drafts");
  const shown = [...ofPhases(compose, phases, !workshop.ended), ...(ids ? ofNotes(edits, ids) : [])];
  place.hidden = !shown.length;
  lead(place, shown.length);
  clearTimeout(ending);
  const ends = shown.filter(({ late }) => late).map(({ late }) => late.late_until);
  if (ends.length) ending = setTimeout(onChange, Math.min(...ends) - now() + 1);
  list(place, shown, {
    key: ({ key }) => key,
    make() {
      const el = fragment("draft");
      el.addEventListener("click", (event) => {
        const action = event.target.dataset.do;
        if (action === "late") {
          sendLate(compose, el.draft).then(onChange);
          return;
        }
        if (action === "copy") {
          copied(one(".verbatim", el)).then((done) => say(word(done ? "copied" : "copy_failed")));
          return;
        }
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
      fill(el, { about: draft.about, text: draft.text, late: !!draft.late, usable: !!compose.phase, use_text: useText });
    },
  });
}

/** Below the field they lie under the bar on a small phone: the bar itself says how many there are, and leads to them. */
function lead(place, n) {
  if (!leading) {
    leading = one("#to-drafts");
    one("#compose .foot-state").append(leading);
    leading.addEventListener("click", () => {
      place.focus({ preventScroll: true }); // the keyboard goes, and with it what covers them
      place.scrollIntoView({ block: "start" });
    });
  }
  leading.hidden = !n;
  setText(leading, n ? word("drafts_n", { n }) : "");
}

/** The phase that takes the draft still, as a note that comes late and of what it was typed as; null for none. */
function lateOf(phase, { category, identity }) {
  const takes = phase && phase.state === "closed" && phase.late_until > now() && phase.run > 0;
  return takes && identity && phase.categories.includes(category) ? phase : null;
}

/** The draft goes once a store has the text, unless more was typed meanwhile. */
const sendLate = ({ onSend, drafts, leaving }, { key, typed, late }) => leaving.go(key, typed.text, async () => {
  await onSend(bodyOf(late, typed));
  const there = drafts.all()[key];
  if (there && there.text === typed.text) drafts.drop(key);
});

function ofPhases(compose, phases, running) {
  const titles = new Map(phases.map((phase) => [String(phase.id), phase]));
  return compose.others().map(([key, typed]) => {
    const [id, tab] = key.split("#");
    const phase = titles.get(id);
    const about = phase ? word(tab ? "draft_of_tab" : "draft_of", { title: phase.title }) : word(id === "0" ? "draft_moved" : "draft_of_removed");
    const late = running ? lateOf(phase, typed) : null;
    return { key, about, text: typed.text, typed, late, open: !tab && phase && phase.state === "open", drop: () => compose.drafts.drop(key) };
  }).filter(({ open }) => !open); // a phase that is open has its text in its own field, behind its tab
}

const ofNotes = (edits, ids) =>
  edits.lost(ids).map(([id, text]) => ({ key: `edit:${id}`, about: word("draft_of_edit"), text, drop: () => edits.drop(id) }));
