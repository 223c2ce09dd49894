/** The sheet of keys, which lists what keys.js binds; and the key that leads into the search. */
import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { KEYS, keyOf } from "./keys.js";

const SHOWN = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc" };

export function keySheet(dialog, button, search) {
  const open = () => (draw(), dialog.showModal());
  const does = { sheet: open, search: () => search.focus() };
  button.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const act = !event.target.closest("dialog") && does[keyOf(event, "page")];
    if (!act) return;
    event.preventDefault();
    act();
  });

  function draw() {
    for (const where of ["page", "note", "note_search", "checking", "proposals"]) {
      const rows = Object.entries(KEYS).filter(([, each]) => each.where === where);
      list(one(`[data-keys="${where}"]`, dialog), rows, {
        key: ([name]) => name,
        make: () => fragment("key-template"),
        update: (row, [, each]) => {
          setText(one("kbd", row), inWords(each));
          fill(row, { what: word(each.what) });
        },
      });
    }
  }
}

const inWords = ({ key, letter, mark, ctrl, shift }) => (ctrl ? "Ctrl + " : "") + (shift ? "Shift + " : "") + (SHOWN[key] ?? key ?? mark ?? letter.toUpperCase());
