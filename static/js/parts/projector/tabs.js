import { list, setText } from "../../lib/dom.js";
import { figure } from "../board/figure.js";
import { toneOf } from "../board/tone.js";

/** The categories with their counts; the shown one stands out. `pick(key)` on a click. */
export function makeTabs(parent, pick) {
  parent.addEventListener("click", (event) => {
    const tab = event.target.closest("button");
    if (tab) pick(tab.dataset.key);
  });
  return ({ workshop, figures }, category) => list(parent, workshop.categories, {
    key: ({ key }) => key,
    make: makeTab,
    update: (tab, { key, name }) => {
      tab.dataset.tone = toneOf(workshop, key);
      tab.setAttribute("aria-pressed", String(key === category));
      setText(tab.firstElementChild, name);
      setText(tab.lastElementChild, figure(figures.categories[key]?.received));
    },
  });
}

function makeTab() {
  const tab = document.createElement("button");
  tab.type = "button";
  tab.className = "wall-tab";
  const count = document.createElement("span");
  count.className = "number";
  tab.append(document.createElement("span"), count);
  return tab;
}
