import { all, fill, list, one, setText, word } from "../../lib/dom.js";
import { personal } from "../../lib/personal.js";
import { bar, offer } from "../board/activity.js";
import { coarse } from "../board/coarse.js";
import { figure } from "../board/figure.js";
import { mean } from "./mean.js";

/** The mood of the room on five faces; nobody sees how it spreads below five answers, nor while they come in. */
offer({
  name: "pulse",
  count: ({ answers }) => answers,
  title: ({ question, moment }) => question || word(`pulse_title${moment ? `_${moment}` : ""}`),
  body: ({ elements: { question, moment, asks_word: asks } }) => ({
    question: question.value.trim(),
    moment: moment.value,
    asks_word: asks.checked,
  }),
  prepare() {},

  bars(root, item, _board, activity) {
    const { spread, morning } = item;
    const bars = one(".activity-bars", root);
    bars.hidden = !spread;
    fill(root, { few: !spread, beside: morning ? beside(item) : "" });
    const most = Math.max(...(spread ?? [1]), ...(morning?.spread ?? []));
    for (const [place, element] of all("li", bars).entries()) {
      const count = spread?.[place] ?? 0;
      const before = one(".faces-before", element);
      setText(one(".number", element), figure(count));
      bar(element, count, most);
      before.hidden = !morning;
      if (morning) bar(before, morning.spread[place], most);
    }
    drawWords(root, item, activity);
  },
});

const beside = ({ morning, spread, answers }) =>
  word("mood_beside", { mean: mean(morning.spread), n: figure(morning.answers), mean_now: mean(spread), n_now: figure(answers) });

function drawWords(root, item, activity) {
  const { asks_word: asks, words, words_given: given, words_shown: shown, hidden = [] } = item;
  fill(root, {
    asks_word: asks,
    words: !!words,
    any_hidden: hidden.length > 0,
    words_people: word(words ? "words_people" : "words_few", { n: figure(given) }),
    words_toggle: word(shown ? "words_off" : "words_on"),
  });
  const [chips, away] = all(".said-words", root);
  list(chips, words ?? [], chip(activity, "word_hide", () => one(".pulse-reason", root).value));
  list(away, hidden, chip(activity, "word_unhide", () => ""));
  one(".pulse-show-words", root).onclick = () => send(activity, "words", { on: !shown });
}

/** How a word is drawn as a button that hides it, or brings it back. */
const chip = (activity, says, reason) => ({
  key: (each) => each.word,
  make() {
    const item = document.createElement("li");
    item.append(document.createElement("button"));
    return item;
  },
  update(item, each) {
    const button = item.firstElementChild;
    const marks = [each.reason && word(`reason_${each.reason}`), personal(each.word) && word("word_personal"), coarse(each.word) && word("word_coarse")].filter(Boolean);
    button.type = "button";
    button.className = "button button-small";
    const shown = [`${each.word} ${figure(each.count)}`, ...marks].join(" · ");
    setText(button, shown);
    button.setAttribute("aria-label", `${shown} · ${word(says, each)}`);
    button.onclick = () => send(activity, "hide", { word: each.word, reason: reason() });
  },
});

async function send(activity, verb, body) {
  try {
    await activity.send(`pulse/${activity.item.id}/${verb}`, body);
  } catch (refusal) {
    activity.notify(refusal.message, "error");
  }
}
