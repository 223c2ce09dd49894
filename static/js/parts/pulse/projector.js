import { all, fill, list, one, setText, word } from "../../lib/dom.js";
import { figure } from "../board/figure.js";
import { offer } from "../projector/room.js";
import { mean } from "./mean.js";

const MOST_WORDS = 14;

offer({
  name: "pulse",

  draw(root, { state, question, answers, spread, moment, morning, words }, joined) {
    const open = state === "open";
    const most = Math.max(1, ...(spread ?? []), ...(morning?.spread ?? []));
    root.dataset.state = open || !spread ? "open" : "closed";
    root.laenaTitle = question || word(`pulse_title${moment ? `_${moment}` : ""}`);
    fill(root, {
      kind: word(`pulse_${state}`),
      people: word("pulse_people", { n: figure(answers), all: figure(joined) }),
      foot: open ? word("pulse_how") : spread ? "" : word("pulse_few"),
      beside: !!morning,
    });
    if (morning) fill(root, { morning: said("mood_morning", morning), evening: said("mood_evening", { spread, answers }) });
    for (const [place, face] of all(".room-face", root).entries()) {
      const count = spread?.[place] ?? 0;
      const before = one(".room-morning", face);
      one(".room-now", face).style.height = `${(100 * count) / most}%`;
      before.hidden = !morning;
      before.style.height = `${(100 * (morning?.spread[place] ?? 0)) / most}%`;
      setText(one("b", face), spread ? (morning ? `${figure(morning.spread[place])} → ` : "") + figure(count) : "");
    }
    drawWords(one(".room-words", root), words ?? []);
  },
});

const said = (words, { spread, answers }) => word(words, { mean: mean(spread), n: figure(answers) });

/** The words that most chose, the larger the more did. */
function drawWords(element, words) {
  const shown = words.slice(0, MOST_WORDS);
  const most = shown[0]?.count ?? 1;
  element.hidden = shown.length === 0;
  list(element, shown, {
    key: (each) => each.word,
    make: () => document.createElement("li"),
    update(item, each) {
      item.style.setProperty("--share", (each.count / most).toFixed(2));
      setText(item, `${each.word} ${figure(each.count)}`);
    },
  });
}
