import { fill, one, word } from "../../lib/dom.js";
import { figure } from "./figure.js";

const EVEN = 1.2;
const PERCENT = 100;
const times = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

/** Notes and themes that look back against those that look forward; `balance` is null while one side is empty. */
export function drawBalance(root, balance) {
  fill(root, { known: Boolean(balance) });
  if (!balance) return;
  const { back, forward } = balance;
  const side = ({ notes, themes }) => word("balance_side", { n: figure(notes), themes: figure(themes) });
  fill(root, { back: side(back), forward: side(forward), words: inWords(back.notes, forward.notes) });
  one(".balance-back", root).style.width = `${(PERCENT * back.notes) / (back.notes + forward.notes)}%`;
}

function inWords(back, forward) {
  if (back >= forward * EVEN) return word("balance_back", { n: times.format(back / forward) });
  if (forward >= back * EVEN) return word("balance_forward", { n: times.format(forward / back) });
  return word("balance_even");
}
