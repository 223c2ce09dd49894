import { all, setText } from "../../lib/dom.js";
import { figure } from "./figure.js";

/** Writes the sum (received = in themes + ungrouped + set aside + hidden) into every [data-figure] under `root`. */
export function drawFigures(root, figures) {
  for (const element of all("[data-figure]", root)) setText(element, figure(figures[element.dataset.figure]));
}
