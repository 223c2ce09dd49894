/** The facilitator's timer in the head of the page. */
import { one, setText, word } from "../lib/dom.js";
import { asClock, everyTick, isPast, remaining } from "../lib/clock.js";

const NEAR_SECONDS = 60;

let stop = null;

export function showTimer(timer) {
  const place = one("#timer");
  place.hidden = !timer;
  if (stop) stop();
  stop = null;
  if (!timer) return;
  const tick = () => {
    const left = remaining(timer);
    place.hidden = isPast(timer);
    place.classList.toggle("is-near", left <= NEAR_SECONDS);
    if (left === 0) setText(place, word("timer_over"));
    else setText(place, word(timer.running ? "timer_left" : "timer_paused", { time: asClock(left) }));
  };
  tick();
  if (timer.running) stop = everyTick(tick);
}
