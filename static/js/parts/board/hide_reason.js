import { one } from "../../lib/dom.js";

/**
 * Why something is hidden (parts/_hide_reason.html), which its writer is shown: chosen for one step, so that nobody is told the
 * reason of the step before.
 */
export function reasonOnce(root) {
  const select = one(".hide-reason > select", root);
  const { value } = select;
  select.selectedIndex = 0;
  return value;
}
