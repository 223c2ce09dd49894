/** The picture of a matrix: a plane with four corners, and the options on it as numbers. */
import { all, fragment, one, setText } from "../../lib/dom.js";

const [LOW, HIGH] = [1, 5];
const NEAR = 8; // per cent of the plane: numbers nearer than this stand on one spot

/** Of 0 to 100, where a value from 1 to 5 is. */
const place = (value) => (100 * (value - LOW)) / (HIGH - LOW);

/** The standard deviation of values counted as [ones, twos, …], in per cent of the plane. */
function deviation(spread, mean) {
  const count = spread.reduce((sum, of) => sum + of, 0);
  const squares = spread.reduce((sum, of, at) => sum + of * (at + 1 - mean) ** 2, 0);
  return (100 * Math.sqrt(squares / count)) / (HIGH - LOW);
}

/** Numbers that would hide each other stand together: [{x, y, numbers}], each between those that it joins. */
function spots(options) {
  const found = [];
  for (const { means, number } of options) {
    const [x, y] = means.map(place);
    const near = found.find((spot) => Math.hypot(spot.x - x, spot.y - y) < NEAR);
    if (!near) {
      found.push({ x, y, numbers: [number] });
      continue;
    }
    const n = near.numbers.length;
    Object.assign(near, { x: (near.x * n + x) / (n + 1), y: (near.y * n + y) / (n + 1), numbers: [...near.numbers, number] });
  }
  return found;
}

/** Draws options with means, numbered from 1 in their order, into `root`. say(name): a word of the page. */
export function drawMatrix(root, { scales, corners, options }, say) {
  if (!root.firstElementChild) root.append(fragment("matrix-template"));
  for (const [at, name] of all("[data-corner]", root).entries()) setText(name, say(`corner_${corners[at]}`));
  for (const [at, name] of all("[data-scale]", root).entries()) setText(name, say(`scale_${scales[1 - at]}`));
  const numbered = options.filter(({ means }) => means).map((option, at) => ({ ...option, number: at + 1 }));
  one(".matrix-halos", root).replaceChildren(...numbered.map(halo));
  one("[data-spots]", root).replaceChildren(...spots(numbered).map(mark));
}

function halo({ means, spread }) {
  const element = document.createElement("i");
  const [wide, high] = means.map((mean, at) => 2 * deviation(spread[at], mean));
  element.className = "matrix-halo";
  Object.assign(element.style, { left: `${place(means[0])}%`, bottom: `${place(means[1])}%`, width: `${wide}%`, height: `${high}%` });
  return element;
}

function mark({ x, y, numbers }) {
  const element = document.createElement("b");
  element.className = "matrix-spot number";
  element.textContent = numbers.join(" · ");
  Object.assign(element.style, { left: `${x}%`, bottom: `${y}%` });
  return element;
}
