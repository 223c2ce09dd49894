import { all, fill, fragment, list, one, word } from "../../lib/dom.js";
import { figure } from "../board/figure.js";
import { clamp } from "../projector/clamp.js";
import { offer } from "../projector/room.js";

const AT_ONCE = 8;
const TURN_MS = 15_000;
const LINES = 2;
let redraw = () => {};
let page = 0;

setInterval(() => {
  page += 1;
  redraw();
}, TURN_MS);

/** Eight cards at a time, and the next ones after a while; counts once it has closed. */
function draw(root, { state, title, answers, cards }, joined) {
  const open = state === "open";
  const pages = Math.max(1, Math.ceil(cards.length / AT_ONCE));
  const at = page % pages;
  root.dataset.state = state;
  root.laenaTitle = title;
  fill(root, {
    kind: word(`lookback_${state}`),
    people: word("lookback_people", { n: figure(answers), all: figure(joined) }),
    foot: [open ? word("lookback_how") : "", pages > 1 ? word("lookback_page", { page: at + 1, pages }) : ""].filter(Boolean).join(" · "),
  });
  list(one(".room-cards", root), cards.slice(at * AT_ONCE, (at + 1) * AT_ONCE), {
    key: ({ id }) => id,
    make: () => fragment("room-card-template"),
    update: (element, { kind, what, unit, status, counts }) => {
      const [done, doing, dropped] = counts ?? [];
      element.laenaLabel = what;
      const said = counts && !open ? word("lookback_counts", { done, doing, dropped }) : "";
      element.laenaAbout = said || [word(`lookback_${kind}`), unit].filter(Boolean).join(" · ");
      fill(element, { status, stands: status ? word(`lookback_${status}`) : "" });
    },
  });
}

function fit(root) {
  for (const element of all(".room-card", root)) {
    const [label, about] = [one(".room-label", element), one("[data-about]", element)];
    clamp(about, element.laenaAbout ?? "", 1);
    const left = element.clientHeight - one(".room-about", element).offsetHeight;
    const fitting = Math.floor(left / parseFloat(getComputedStyle(label).lineHeight));
    clamp(label, element.laenaLabel ?? "", Math.min(LINES, Math.max(1, fitting)));
  }
}

offer({
  name: "lookback",
  fit,
  draw(root, item, joined) {
    redraw = () => {
      if (root.hidden) return;
      draw(root, item, joined);
      fit(root);
    };
    draw(root, item, joined);
  },
});
