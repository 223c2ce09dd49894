import { all, one, setText, word } from "../../lib/dom.js";

/** Let buttons move the rows of the chapters up and down; the form sends them in their order. */
export function arrange(form) {
  const list = one(".chapters", form);
  const limits = () => {
    const rows = [...list.children];
    rows.forEach((row, at) => {
      for (const button of all("[data-move]", row)) button.disabled = !rows[at + Number(button.dataset.move)];
    });
    return rows;
  };
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-move]");
    if (!button) return;
    const row = button.closest(".chapter");
    if (button.dataset.move === "1") row.nextElementSibling.after(row);
    else row.previousElementSibling.before(row);
    const rows = limits();
    // A button at the list's end is disabled and would lose the focus.
    (button.disabled ? one("[data-move]:not(:disabled)", row) : button).focus();
    setText(one("#chapters-moved"), word("moved", { name: one("[data-name]", row).textContent, place: rows.indexOf(row) + 1, of: rows.length }));
  });
  limits();
}
