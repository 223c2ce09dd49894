/** One own note: its row, and the form that opens in its place. parts/_note.html is its fragment. */
import { all, fill, fragment, list, one, word } from "../lib/dom.js";
import { showLength } from "./length.js";

/**
 * actions = {edit(row, text, {category}) → promise, remove(row), resend(row), forget(row), use(row), opened(), edits}; the row of an
 * element is kept here, not in the page. The form stays open until a store has the new text; `edits` keep it until then, and
 * resume() opens it again with what was half typed.
 */
export function makeNote(limit, actions) {
  const el = fragment("note");
  const show = one(".note-show", el);
  const form = one(".note-form", el);
  const text = one("textarea", form);
  const length = () => showLength(text, one(".compose-count", form), limit);
  const open = (on) => {
    show.hidden = on;
    form.hidden = !on;
    actions.opened();
  };

  // Where its phase is open for more than one category.
  const offerKinds = () => {
    const { kinds = [], category } = el.row;
    one("[data-kinds]", form).hidden = kinds.length < 2;
    list(one(".chips", form), kinds.length < 2 ? [] : kinds, { key: (kind) => kind.key, make: () => fragment("kind"), update: fill });
    for (const radio of all("input[type=radio]", form)) {
      radio.name = `category-${el.row.id}`;
      radio.checked = radio.value === category;
    }
  };

  const begin = (typed) => {
    text.value = typed;
    offerKinds();
    open(true);
    length();
  };
  let resumed = false;
  el.resume = () => {
    const typed = resumed ? undefined : actions.edits.of(el.row.id);
    resumed = true;
    if (typed !== undefined && form.hidden) begin(typed);
  };

  const tap = {
    edit() {
      begin(el.row.text);
      text.focus();
    },
    cancel() {
      actions.edits.drop(el.row.id);
      open(false);
      one('[data-do="edit"]', el).focus();
    },
    delete: () => actions.remove(el.row),
    resend: () => actions.resend(el.row),
    forget: () => actions.forget(el.row),
    use: () => actions.use(el.row),
  };
  el.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) tap[button.dataset.do]();
  });
  text.addEventListener("input", () => {
    length();
    actions.edits.set(el.row.id, text.value);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (length() !== "fits") return text.focus();
    const changed = text.value.trim();
    const radio = one("input[type=radio]:checked", form);
    const other = radio && radio.value !== el.row.category ? { category: radio.value } : {};
    if (changed !== el.row.text || other.category || el.row.state === "refused") await actions.edit(el.row, changed, other);
    return form.hidden || text.value.trim() !== changed ? null : tap.cancel();
  });
  return el;
}

/** A phase with one category says what a note is; else the category does. */
const name = (phase, category) => (phase && phase.categories.length === 1 ? phase.title : category ? category.name : "");

/** Fill a row. category: {name, tone}; phase: the note's; front: the phase that is typed for now, with its
 *  `kinds`, or null; agreed: how many others agree with it, as far as this phone may know; ended: is the workshop over?
 *  muted: it waits as the phone is muted; again: a row above says so already. */
export function fillNote(el, row, { category, phase, front, agreed, kinds, ended, muted, again }) {
  const open = !!phase && phase.state === "open";
  el.row = open ? { ...row, kinds } : row;
  const refused = row.state === "refused" || muted;
  const saved = row.state === "saved";
  // What it was written under has changed: sent as it is, it would be refused again.
  const other = refused && row.why?.code === "identity_changed";
  const hidden = saved && typeof row.hidden === "string";
  const hiddenWhy = hidden && row.hidden ? word(`hidden_${row.hidden}`) : "";
  const why = again ? "" : refused && row.why ? row.why.message : row.erased || hiddenWhy;
  fill(one(".note-show", el), {
    text: row.text,
    kind_name: name(phase, category),
    why,
    trouble: muted ? "" : refused ? word(`refused_${row.kind}`) : row.erased ? word("erased") : hidden ? word("hidden") : "",
    told: !!why || hidden,
    saved: saved && !row.erased,
    refused,
    pending: !saved && !refused,
    state_text: row.erased ? "" : word(saved && row.unchecked ? "state_unchecked" : saved && row.edited ? "state_edited" : `state_${muted ? "muted" : row.state}`),
    receipt: row.number ? word("receipt", { number: row.number }) : "",
    agreed: agreed ? word("agreed_n", { count: agreed }) : "",
    can_resend: refused && !other,
    can_forget: refused && row.kind !== "note",
    forget_text: refused ? word(`forget_${row.kind}`) : "",
    can_use: refused && row.kind === "note" && !!front && (other || !open),
    use_text: front && front.kinds.length === 1 ? word("use_as", { kind: front.kinds[0].name }) : word("use"),
    can_edit: refused ? row.kind !== "delete" : open && !row.erased,
    can_delete: saved ? !ended : !refused || row.kind === "note",
  });
  fill(el, { tone: category ? category.tone : null, state: muted ? "refused" : row.state });
}
