/** Where the cards of what the room is asked stand on the phone: what is open comes first, and old results are folded. */

import { give } from "../lib/load.js";

/** → arrange(state): to be called once the cards are drawn; `names` of their kinds */
function askedOrder(names) {
  let before = new Set();
  const toFold = new Map(); // kind → id of a result that was there when something else was opened
  return (state) => {
    const now = new Set(opened(state, names));
    const isNew = [...now].some((sign) => !before.has(sign));
    before = now;
    for (const name of names) {
      const item = state[name];
      if (!item || item.state === "open") toFold.delete(name);
      else if (isNew) toFold.set(name, item.id);
    }
    const cards = names.map((name) => ({ name, card: document.getElementById(name) })).filter(({ card }) => card && !card.hidden);
    for (const { name, card } of cards) {
      if (!toFold.delete(name)) continue;
      card.querySelector("details").open = false;
    }
    behind(cards.filter(({ name }) => state[name].state !== "open"), cards.filter(({ name }) => state[name].state === "open"));
  };
}

/** What can be answered or written to, each time that it is opened. */
const opened = ({ phases, ...state }, names) => [
  ...phases.filter((phase) => phase.state === "open").map(({ id, run }) => `phase ${id} ${run}`),
  ...names.filter((name) => state[name]?.state === "open").map((name) => `${name} ${state[name].id}`),
];

/** Only the results move: a card that is being answered keeps the focus. */
function behind(results, open) {
  const last = open.map(({ card }) => card).reduce((found, card) => (found && follows(found, card) ? found : card), null);
  if (!last) return;
  for (const { card } of [...results].reverse()) if (follows(last, card)) last.after(card);
}

const follows = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING);

give("asked_order", askedOrder);
