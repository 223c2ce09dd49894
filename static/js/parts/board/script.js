/** The facilitators' script of the item that is now. It comes by a call of its own: no board is sent it, nor who only watches. */
import { fill, one } from "../../lib/dom.js";
import { look } from "./ask.js";

const AGAIN_MS = 5000;
const NOT_FOR_US = new Set([401, 403, 404]);
const BESIDE = "(min-width: 51rem)"; // of the window: where it stands beside the wall it is open, above it folded

/** → draw(), with each change of the programme; `show(what, id)` shows on the projector */
export function scripting(fold, board, code, show) {
  if (!fold) return () => {};
  let programme;
  let chosen = null;
  let icebreaker = "";
  one("summary", fold).addEventListener("click", () => (chosen = !fold.open));
  one("button", fold).addEventListener("click", () => show("icebreaker", icebreaker));

  async function load() {
    const of = programme;
    const nothing = !of?.now || board.state.workshop.ended;
    const answer = nothing ? {} : await look(code, "script").catch((refusal) => (NOT_FOR_US.has(refusal.status) ? {} : null));
    if (of !== programme) return;
    if (!answer) {
      setTimeout(() => of === programme && load(), AGAIN_MS);
      return;
    }
    const { script = "", icebreaker: game } = answer.item ?? {};
    icebreaker = game?.id ?? "";
    fill(fold, { script, game: game ? game.title : "" });
    if (fold.hidden) fold.open = chosen ?? matchMedia(BESIDE).matches;
    fold.hidden = !script && !game;
  }

  return () => {
    if (board.state.programme === programme) return;
    // Its words are of the item before, until those of this one come.
    if (board.state.programme?.now?.began_at !== programme?.now?.began_at) fold.hidden = true;
    programme = board.state.programme;
    load();
  };
}
