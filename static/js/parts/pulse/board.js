import { all, fill, one, setText } from "../../lib/dom.js";
import { bar, offer } from "../board/activity.js";
import { figure } from "../board/figure.js";

/** The mood of the room on five faces; nobody sees how it spreads below five answers, nor while they come in. */
offer({
  name: "pulse",
  count: ({ answers }) => answers,
  title: ({ question }) => question,
  body: ({ elements: { question } }) => ({ question: question.value.trim() }),
  prepare() {},

  bars(root, { spread }) {
    const bars = one(".activity-bars", root);
    bars.hidden = !spread;
    fill(root, { few: !spread });
    for (const [place, element] of all("li", bars).entries()) {
      const count = spread?.[place] ?? 0;
      setText(one(".number", element), figure(count));
      bar(element, count, Math.max(...(spread ?? [1])));
    }
  },
});
