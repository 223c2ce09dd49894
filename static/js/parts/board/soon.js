/** draw() at most once a frame however often it is asked for; while `held()` it waits until asked again. */
export function soon(draw, held = () => false) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      if (!held()) draw();
    });
  };
}
