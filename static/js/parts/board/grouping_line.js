import { word } from "../../lib/dom.js";

/** One line on how far the grouping is. */
export function groupingLine({ grouping, figures }) {
  if (figures.received === 0) return "";
  if (grouping === "stopped") return word("grouping_stopped");
  if (figures.waiting > 0) return word("grouping_waiting", { n: figures.waiting });
  if (grouping === "working") return word("grouping_working");
  return figures.ungrouped > 0 ? word("grouping_ungrouped", { n: figures.ungrouped }) : word("grouping_ready");
}
