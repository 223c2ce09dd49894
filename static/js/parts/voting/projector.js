import { all, fill, fragment, list, one, word } from "../../lib/dom.js";
import { figure } from "../board/figure.js";
import { clamp } from "../projector/clamp.js";
import { offer } from "../projector/room.js";

const MOST_RESULTS = 8;
const MOST_LINES = 3;

/** The first MOST_RESULTS; a tie is not parted: all of it is shown, or, where others are before it, none. */
function first(ranked) {
  const next = ranked[MOST_RESULTS];
  if (!next) return ranked;
  const alike = ranked.findIndex(({ votes }) => votes === next.votes);
  if (alike > 0) return ranked.slice(0, Math.min(alike, MOST_RESULTS));
  return ranked.filter(({ votes }) => votes === next.votes);
}

offer({
  name: "voting",

  draw(root, { state, title, dots, slips, voters, options }, joined) {
    const open = state === "open";
    const ranked = open ? options : first([...options].sort((a, b) => b.votes - a.votes));
    const rest = options.length - ranked.length;
    const bySlip = slips !== null;
    const most = Math.max(1, ...ranked.map(({ votes }) => votes ?? 0));
    root.dataset.state = state;
    root.dataset.size = options.length <= 6 ? "few" : options.length <= 18 ? "many" : "crowd";
    root.laenaTitle = title || word("voting_title");
    fill(root, {
      kind: word(`voting_${state}`),
      people: word(bySlip ? "voting_slips" : "voting_people", { n: figure(voters), all: figure(bySlip ? slips : joined) }),
      foot: open ? word(bySlip ? "voting_how_slips" : "voting_how", { dots }) : rest > 0 ? word("voting_rest", { n: rest }) : "",
    });
    list(one(".room-options", root), ranked, {
      key: ({ theme_id: id }) => id,
      make: () => fragment("option-template"),
      update: (element, { label, votes, place, tied, category }) => {
        element.toggleAttribute("data-first", !open && place === 1);
        element.laenaLabel = [label || word("unlabelled"), category].filter(Boolean).join(" · ");
        fill(element, { votes: open ? "" : figure(votes), place: open || !place ? "" : word(tied ? "voting_tied" : "voting_place", { n: place }) });
        one(".room-fill", element).style.width = `${(100 * (votes ?? 0)) / most}%`;
      },
    });
  },

  fit(root) {
    for (const option of all(".room-option", root)) {
      const label = one(".room-label", option);
      const fitting = Math.floor(option.clientHeight / parseFloat(getComputedStyle(label).lineHeight));
      clamp(label, option.laenaLabel, Math.min(MOST_LINES, Math.max(1, fitting)));
    }
  },
});
