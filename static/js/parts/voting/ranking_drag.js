/** Dragging in a ranking, by touch or mouse; the buttons do the same for keyboards. */

const EDGE = 96; // pixels from the top and bottom of the screen in which the page scrolls along
const STEP = 8;

/** `chosen()` → the rows in order; `drop(row, place)` hears where one was let go, from 0. */
export function dragging(rows, chosen, drop) {
  if (!window.PointerEvent) return;
  let held = null;
  rows.classList.add("can-drag");

  const places = (items) => items.map((item) => ({ item, top: item.getBoundingClientRect().top + window.scrollY, height: item.offsetHeight }));
  /** The rows between make room; the held one follows the finger. */
  const settle = () => {
    const { from, all } = held;
    const by = held.y + window.scrollY - held.start;
    const middle = all[from].top + all[from].height / 2 + by;
    held.to = all.filter(({ top, height }, index) => index !== from && top + height / 2 < middle).length;
    all.forEach(({ item }, index) => {
      const room = index > from && index <= held.to ? -1 : index < from && index >= held.to ? 1 : 0;
      item.style.transform = `translateY(${index === from ? by : room * all[from].height}px)`;
    });
  };
  const follow = () => {
    if (!held) return;
    const way = held.y < EDGE ? -STEP : held.y > window.innerHeight - EDGE ? STEP : 0;
    if (way) {
      window.scrollBy(0, way);
      settle();
    }
    requestAnimationFrame(follow);
  };
  const finish = (kept) => {
    if (!held) return;
    const { all, from, to, item } = held;
    held = null;
    rows.classList.remove("is-sorting");
    item.classList.remove("is-held");
    for (const each of all) each.item.style.transform = "";
    if (kept && to !== from && item.isConnected) drop(item, to);
  };

  rows.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(".ranking-grip");
    if (!grip || held || event.button > 0) return;
    const item = grip.closest("li");
    const all = places(chosen());
    const from = all.findIndex((each) => each.item === item);
    if (from < 0) return;
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    held = { item, all, from, to: from, y: event.clientY, start: event.clientY + window.scrollY };
    rows.classList.add("is-sorting");
    item.classList.add("is-held");
    requestAnimationFrame(follow);
  });
  rows.addEventListener("pointermove", (event) => {
    if (!held) return;
    held.y = event.clientY;
    settle();
  });
  rows.addEventListener("pointerup", () => finish(true));
  rows.addEventListener("pointercancel", () => finish(false));
  document.addEventListener("keydown", ({ key }) => key === "Escape" && finish(false));
}
