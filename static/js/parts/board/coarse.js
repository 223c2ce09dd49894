import { coarseFinder } from "../../lib/coarse.js";
import { data } from "../../lib/dom.js";

/** Whether a text of this room may have a coarse word in it. */
export const coarse = coarseFinder(data("coarse-words"));
