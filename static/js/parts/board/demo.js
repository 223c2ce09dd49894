import { all, data, one, setText, word } from "../../lib/dom.js";
import { ask, look } from "./ask.js";

const PACES = [0.25, 0.5, 1, 2, 4];
const LOOK_MS = 700;
const PATIENCE_MS = 15000;

/** The line of a demo's console, which alone loads this: slower, faster, and once more from the start elsewhere. */
function demo(line, code) {
  const state = one("[role='status']", line);
  let pace = 1;

  function draw(playing) {
    pace = playing.pace;
    setText(one("[data-pace-now]", line), word("demo_pace", { pace }));
    for (const button of all("[data-pace]", line)) button.disabled = !next(button);
  }

  const next = (button) => PACES[PACES.indexOf(pace) + Number(button.dataset.pace)];

  async function attempt(act) {
    try {
      draw(await act());
      setText(state, "");
      return true;
    } catch (refusal) {
      setText(state, refusal.message);
      return false;
    }
  }

  /** The demo's own process makes the new workshop; where it does not come, it runs no more. */
  async function follow(until) {
    const { next: fresh } = await look(code, "demo");
    if (fresh) location.assign(`/workshops/${fresh}`);
    else if (Date.now() < until) setTimeout(() => follow(until).catch(failed), LOOK_MS);
    else failed();
  }

  function failed() {
    setText(state, word("demo_gone"));
    one("[data-again]", line).disabled = false;
  }

  for (const button of all("[data-pace]", line)) button.addEventListener("click", () => attempt(() => ask(code, "demo/pace", { pace: next(button) })));
  one("[data-again]", line).addEventListener("click", async ({ currentTarget: button }) => {
    button.disabled = true;
    if (await attempt(() => ask(code, "demo/again"))) {
      setText(state, word("demo_again"));
      follow(Date.now() + PATIENCE_MS).catch(failed);
    } else button.disabled = false;
  });
  attempt(() => look(code, "demo"));
}

demo(one("#demo"), data("invite-data").code);
