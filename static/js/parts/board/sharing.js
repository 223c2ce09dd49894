import { all, word } from "../../lib/dom.js";

/** Whose notes a phone shows: set at once by a choice; a refusal puts the choice back. → draw() */
export function sharing(root, board, send, notify) {
  const choices = all('[name="sharing"]', root);
  let asking = false;

  function draw() {
    if (asking) return;
    for (const choice of choices) choice.checked = choice.value === (board.state.workshop.sharing ?? "own");
  }

  root.addEventListener("change", async ({ target }) => {
    asking = true;
    try {
      await send("sharing", { sharing: target.value });
      board.state.workshop = { ...board.state.workshop, sharing: target.value };
      notify(word(`sharing_${target.value}`));
    } catch (refusal) {
      notify(refusal.message, "error");
    } finally {
      asking = false;
      draw();
    }
  });
  return draw;
}
