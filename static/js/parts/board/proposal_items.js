/** What the drawer of regroupings goes through, and what it says of each. */
import { word } from "../../lib/dom.js";
import { figure } from "./figure.js";

/** → [{category, ready, noticed, …}]: previews that were asked for and what was noticed, as the categories stand in the workshop. */
export function itemsOf({ state }) {
  const keys = state.workshop.categories.map(({ key }) => key);
  const asked = (state.proposals ?? []).map((each) => ({ ...each, ready: each.state === "ready", noticed: false }));
  const noticed = (state.differences ?? []).map((each) => ({ ...each, ready: true, noticed: true }));
  return [...asked, ...noticed].sort((a, b) => keys.indexOf(a.category) - keys.indexOf(b.category));
}

export function inWords(item, grouping) {
  if (item.noticed) return word("differ_n", { n: figure(item.moved), all: figure(item.of) });
  if (!item.ready) return word(grouping === "stopped" ? "proposal_stopped" : "proposal_wanted");
  const { split, merged, relabelled, before, after } = item;
  const parts = [
    split && word("part_split", { n: figure(split) }),
    merged && word("part_merged", { n: figure(merged) }),
    item.moved && word("part_moved", { n: figure(item.moved) }),
    relabelled && word("part_relabelled", { n: figure(relabelled) }),
    before !== after && word("part_counts", { n: figure(before), m: figure(after) }),
  ];
  return word("proposal_ready", { parts: parts.filter(Boolean).join(" · ") });
}
