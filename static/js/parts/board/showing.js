import { all, one, setText, word } from "../../lib/dom.js";
import { drawAsked } from "../asked.js";
import { shownName } from "../shown_name.js";
import { shownNow } from "../shown_now.js";

/** What the projector shows, and the commands that choose it. → draw() */
export function showing(line, menu, groupList, board, actions) {
  for (const button of all("[data-show-there]", menu)) button.addEventListener("click", () => actions.show(button.dataset.showThere, button.dataset.id));
  const back = one("button", line); // none for a viewer
  back?.addEventListener("click", () => actions.show("live"));
  groupList.addEventListener("click", ({ target }) => {
    const group = target.closest("[data-show-group]")?.closest("[data-key]").dataset.key;
    if (group) actions.show("group", group);
  });
  const asked = one("#show-asked", menu);
  const dark = one("#projector-dark", menu);
  dark.addEventListener("click", () => actions.darken(!board.state.dark));
  return () => {
    if (asked) drawAsked(asked, board.state, actions.show);
    dark.setAttribute("aria-checked", String(Boolean(board.state.dark)));
    const shown = shownNow(board.state);
    const isAside = board.state.shown?.what === "wall" && (board.state.asked ?? []).some(({ state }) => state === "open");
    line.hidden = !shown && !isAside;
    if (back) back.hidden = isAside;
    if (line.hidden) return;
    setText(one("span", line), isAside ? word("shown_wall") : word("shown_now", { name: shownName(shown, board.state) }));
  };
}
