import { asClock, everyTick, isPast, remaining } from "../../lib/clock.js";
import { all, one, setText, word } from "../../lib/dom.js";

const LAST_SECONDS = 60;
const MOST_MINUTES = 24 * 60;

/** Writes the countdown into `face` and its state ("none", "running", "paused", "over") on `root`, of which each part shows in its own
 *  states (`data-timer-in`). */
export function countdown(root, face, timerNow) {
  const draw = () => {
    const timer = timerNow();
    const left = remaining(timer);
    const state = !timer ? "none" : left === 0 ? "over" : timer.running ? "running" : "paused";
    root.dataset.state = state;
    for (const part of all("[data-timer-in]", root)) part.hidden = part.dataset.timerIn !== state;
    root.classList.toggle("is-past", isPast(timer));
    root.classList.toggle("is-last", state === "running" && left <= LAST_SECONDS);
    setText(face, state === "none" ? "–:––" : state === "over" ? word("time_up") : asClock(left));
  };
  everyTick(draw);
  return draw;
}

/** The facilitator's buttons: start by minutes, pause, go on, a minute more, stop; and after the end, close the phase. */
export function timerControl(root, board, run, phases, refuse) {
  const draw = countdown(root, one("#timer-face", root), () => board.state.timer);
  /** → the server's answer, or nothing where it refused */
  const send = (action, seconds = 0) => run("timer", { action, seconds });
  for (const button of all("[data-minutes]", root)) button.addEventListener("click", () => send("start", button.dataset.minutes * 60));
  for (const button of all("[data-timer]", root)) button.addEventListener("click", () => send(button.dataset.timer, button.dataset.timer === "add" ? 60 : 0));
  one("#timer-typed", root).addEventListener("submit", async (event) => {
    event.preventDefault();
    const field = one("#timer-minutes", root);
    const minutes = Number(field.value);
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > MOST_MINUTES) return refuse(word("minutes_wrong"));
    const typed = field.value;
    if ((await send("start", minutes * 60)) && field.value === typed) field.value = "";
    return null;
  });
  one("#timer-close-phase", root).addEventListener("click", () => phases.askToClose());
  return () => {
    const timer = board.state.timer;
    one("#timer-start", root).hidden = Boolean(timer);
    one("#timer-run", root).hidden = !timer;
    const phase = phases.lastOpen();
    one("#timer-close-phase", root).hidden = !phase;
    if (phase) setText(one("#timer-close-phase", root), word("close_one", phase));
    draw();
  };
}
