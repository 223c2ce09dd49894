/** Says what ends with this page, where the browser stores nothing. */
import { fill, one } from "../lib/dom.js";
import { fleeting } from "./memory.js";

/** lasting: does the outbox outlive the page? Without a key that does, nobody would find it again. */
export function warnOf(lasting, code) {
  const key = fleeting(`device.${code}`);
  one("#not-lasting").hidden = lasting && !fleeting();
  fill(one("#not-lasting"), { key });
  fill(one("#offline"), { lasting: lasting && !key });
  return lasting && !key;
}
