import { one } from "../lib/dom.js";

const name = one("#sign-name");

/** What is sent of a text that was typed in the phase, with what its writer was told then. */
export const bodyOf = ({ id, run }, { text: typed, category, identity, alone, card }) => ({
  phase_id: id,
  run,
  category,
  text: typed.trim(),
  promised: identity,
  ...(identity === "signed" ? { name: name.value.trim() } : {}),
  ...(alone ? { alone: true } : {}),
  ...(card ? { card } : {}),
});
