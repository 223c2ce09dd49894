/** The end of the day in one dialog: what still waits, what is asked, thanks on the wall, the report, and the end itself. */
import { all, fill, one, setText, word } from "../../lib/dom.js";
import { closesOutside } from "./dialogs.js";
import { figure } from "./figure.js";
import { ask as call } from "./ask.js";
import { fetching } from "./exporting.js";
import { underway } from "./late_notes.js";

const NAMES = ["closing_words", "next_steps"];

/**
 * The words of the end: what others write meanwhile does not take what is typed here, and is not taken by it in silence.
 * → {open(), typed(): is something not saved yet?, save() → promise of whether it is}
 */
function closingWords(form, board, actions) {
  const fields = NAMES.map((name) => form.elements[name]);
  const fault = one(".field-error", form);
  let was = NAMES.map(() => "");
  const take = () => {
    was = NAMES.map((name) => board.state.workshop[name] ?? "");
    fields.forEach((field, at) => (field.value = was[at]));
    fault.hidden = true;
  };
  const typed = () => fields.some((field, at) => field.value !== was[at]);
  const save = async () => {
    const [closing_words, next_steps] = fields.map(({ value }) => value);
    try {
      actions.answered(await call(actions.code, "closing", { closing_words, next_steps, was_words: was[0], was_next: was[1] }));
      was = [closing_words, next_steps];
      fault.hidden = true;
      actions.notify(word("closing_saved"));
      return true;
    } catch (refusal) {
      const theirs = refusal.status === 409 ? NAMES.map((name) => board.state.workshop[name] ?? "") : null;
      setText(fault, [refusal.message, ...(theirs ?? [])].filter(Boolean).join("\n"));
      fault.hidden = false;
      was = theirs ?? was; // saved once more, it replaces theirs
      return false;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  return { open: () => !typed() && take(), typed, save };
}

/** Words that are typed and not saved are saved before the workshop ends; where they cannot be, it goes on. */
function endWithWords(form, words) {
  form.addEventListener("submit", async (event) => {
    if (!words.typed()) return;
    event.preventDefault();
    const { submitter } = event;
    if (await words.save()) submitter.click();
  });
}

/** How far the report is, in a sentence. */
const reported = ({ waiting }) => (waiting ? word("ending_grouping", { n: figure(waiting) }) : word("ending_report"));

/** On the console of a workshop that ended: how far the report is, and its files. → draw(state) */
function ended(section) {
  if (!section) return () => {};
  fetching(section, one("[data-export-state]", section));
  return ({ workshop, figures }) => {
    section.hidden = !workshop.ended;
    if (workshop.ended) setText(one("#ended-report", section), reported(figures));
  };
}

/** → draw(). `ask()` opens where the room is asked, `close()` asks whether to close the phase, `read()` leads to what waits for approval. */
export function ending(dialog, button, board, actions, { ask, close, read }) {
  const drawEnded = ended(one("#ended"));
  if (!dialog) return () => drawEnded(board.state);
  const leave = (to) => () => (dialog.close(), to());
  const does = { ask: leave(ask), close: leave(close), read: leave(read), thanks: () => actions.show("thanks") };
  button.addEventListener("click", () => (draw(true), open(), dialog.showModal()));
  for (const each of all("[data-end]", dialog)) each.addEventListener("click", () => does[each.dataset.end]());
  closesOutside(dialog);
  const files = one("[data-files]", dialog);
  if (files) fetching(files, one("[data-export-state]", files));
  const form = one("#closing-form", dialog);
  const words = form ? closingWords(form, board, actions) : { open() {} };
  const open = () => words.open();
  if (form) endWithWords(one('form[action$="/endings/end"]', dialog), words);

  function draw(opening = false) {
    drawEnded(board.state);
    if (!dialog.open && !opening) return;
    const { workshop, shown, figures, phases } = board.state;
    const open = phases.filter(({ state }) => state === "open").map(({ title }) => `“${title}”`);
    const unread = board.notes().filter(({ unchecked }) => unchecked).length;
    const thanked = shown?.what === "thanks";
    const unsent = workshop.ended ? "" : underway(board.state);
    fill(dialog, {
      ended: workshop.ended,
      thanked,
      open: open.length,
      phases: open.length ? word("ending_open", { titles: open.join(" ") }) : word("ending_none_open"),
      none_left: unread || unsent ? "" : word("ending_none_left"),
      unsent: unsent && `${unsent} · ${word("ending_away")}`,
      unread: unread && word("ending_unread", { n: unread }),
      thanks: word(thanked ? "ending_thanked" : "ending_not_yet"),
      report: reported(figures),
      end: workshop.ended ? word("ending_ended") : "",
    });
  }

  return draw;
}
