/** Every key of the console, once: what binds it reads this table, and so does the sheet that lists them. */

/**
 * name: {key | letter | mark, ctrl, shift, where, what}
 *   letter  by place on a keyboard whose letters are not Latin: on a Thai layout Ctrl+Z comes as "ผ"
 *   mark    the same of "/" and "?", which a Thai layout has elsewhere
 *   where   "page", or the part of the page in which it works
 *   what    the word that says what it does
 */
export const KEYS = {
  search: { mark: "/", where: "page", what: "key_search" },
  groups: { letter: "g", where: "page", what: "key_groups" },
  undo: { letter: "z", ctrl: true, where: "page", what: "undo" },
  redo: { letter: "z", ctrl: true, shift: true, where: "page", what: "redo" },
  redo_by_y: { letter: "y", ctrl: true, where: "page", what: "redo" },
  sheet: { mark: "?", where: "page", what: "key_sheet" },
  move: { letter: "m", where: "note", what: "key_move" },
  move_to_first: { key: "Enter", where: "note_search", what: "key_move_to_first" },
  checking_previous: { key: "ArrowUp", where: "checking", what: "key_checking_previous" },
  checking_next: { key: "ArrowDown", where: "checking", what: "key_checking_next" },
  checking_approve: { letter: "a", where: "checking", what: "approve" },
  checking_hide: { letter: "x", where: "checking", what: "key_checking_hide" },
  proposal_previous: { key: "ArrowLeft", where: "proposals", what: "key_proposal_previous" },
  proposal_next: { key: "ArrowRight", where: "proposals", what: "key_proposal_next" },
  proposal_apply: { letter: "a", where: "proposals", what: "key_proposal_apply" },
  proposal_leave: { letter: "x", where: "proposals", what: "key_proposal_leave" },
  proposal_close: { key: "Escape", where: "proposals", what: "key_proposal_close" },
};

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

/** The name of the key in `where` that this event is, or undefined; none while somebody types, or while the console can be used no more than seen. */
export function keyOf(event, where) {
  if (event.target.closest(TYPING) || event.altKey || event.isComposing) return undefined;
  if (document.querySelector("#console[inert]")) return undefined;
  return Object.keys(KEYS).find((name) => KEYS[name].where === where && matches(event, KEYS[name]));
}

function matches(event, { key, letter, mark, ctrl = false, shift = false }) {
  if ((event.ctrlKey || event.metaKey) !== ctrl) return false;
  if (key) return event.key === key;
  if (mark) return event.key === mark || (/^[\u0E00-\u0E7F]$/.test(event.key) && event.code === "Slash" && event.shiftKey === (mark === "?"));
  if (event.shiftKey !== shift) return false;
  return /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() === letter : event.code === `Key${letter.toUpperCase()}`;
}
