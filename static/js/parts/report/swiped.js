const LEAST_PIXELS = 60;

/** Call turn(1) or turn(-1) after one finger moved across more than down. */
export function swiped(element, turn) {
  let from = null;
  element.addEventListener("touchstart", ({ touches }) => {
    from = touches.length === 1 ? [touches[0].clientX, touches[0].clientY] : null;
  }, { passive: true });
  element.addEventListener("touchend", ({ changedTouches }) => {
    if (!from) return;
    const [across, down] = [changedTouches[0].clientX - from[0], changedTouches[0].clientY - from[1]];
    from = null;
    if (Math.abs(across) > LEAST_PIXELS && Math.abs(across) > 2 * Math.abs(down)) turn(across < 0 ? 1 : -1);
  }, { passive: true });
}
