// Moves elements calmly from where they were to where they now are (FLIP), or at once under reduced motion.
const still = matchMedia("(prefers-reduced-motion: reduce)");

export function glide(elements, change, milliseconds = 500) {
  const before = still.matches ? null : new Map([...elements].map((element) => [element, element.getBoundingClientRect()]));
  change();
  if (!before) return;
  for (const [element, was] of before) {
    if (!element.isConnected || !was.width) continue;
    const now = element.getBoundingClientRect();
    const [x, y] = [was.left - now.left, was.top - now.top];
    if (!x && !y) continue;
    element.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], { duration: milliseconds, easing: "ease-in-out" });
  }
}
