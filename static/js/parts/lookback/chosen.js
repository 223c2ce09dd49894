/** Which of last year's cards a screen shows: all, those of a kind or a unit, or those without an answer. */
import { one, put, word } from "../../lib/dom.js";

/** So many cards need neither a filter nor pages. */
export const FEW = 10;
const UNIT = "unit:";

/** The cards of a filter; `left`: the ids of those without an answer. */
export function chosen(cards, filter, left) {
  if (filter === "left") return cards.filter(({ id }) => left.has(id));
  if (filter.indexOf(UNIT) === 0) return cards.filter(({ unit }) => unit === filter.slice(UNIT.length));
  return filter ? cards.filter(({ kind }) => kind === filter) : cards;
}

/** Put the filters into the select, each with its number of cards; return the one that is chosen, "" for all. */
export function offerFilters(select, cards, left) {
  const units = Array.from(new Set(cards.map(({ unit }) => unit).filter(Boolean)));
  const counts = new Map([["", cards.length], ["left", cards.filter(({ id }) => left.has(id)).length]]);
  for (const { kind, unit } of cards) for (const key of [kind, UNIT + unit]) counts.set(key, (counts.get(key) || 0) + 1);
  const named = [
    ["", word("lookback_all")],
    ["left", word("lookback_without")],
    ["proposal", word("lookback_proposal")],
    ["action", word("lookback_action")],
    ...units.map((unit) => [UNIT + unit, unit]),
  ];
  const options = named.map(([value, name]) => [value, word("lookback_of", { name, n: counts.get(value) || 0 })]);
  const wanted = options.map(([, text]) => text).join("\n");
  const { value } = select;
  if (select.laenaOffered !== wanted) {
    select.laenaOffered = wanted;
    put(select, ...options.map(([key, text]) => new Option(text, key)));
    select.value = value;
    if (!one("option:checked", select)) select.value = "";
  }
  return select.value;
}
