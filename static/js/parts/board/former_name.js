import { word } from "../../lib/dom.js";

/** The line of a theme that nobody has named, where a name of an earlier workshop fits it. */
export function formerName(board, theme) {
  const offer = theme.given ? undefined : board.state.former_names?.find(({ id }) => id === theme.id);
  return offer ? { former: word("former_name", offer), from: word("former_name_use", offer) } : { former: "", from: "" };
}

/** One tap takes the name; it is a renaming like any other, which undo takes back. */
export function takeFormerNames(board, actions, wall) {
  wall.addEventListener("click", ({ target }) => {
    const id = target.closest(".theme-former")?.closest(".theme").dataset.theme;
    const offer = id && board.state.former_names.find((each) => each.id === id);
    if (offer) actions.rename(id, offer.name);
  });
}
