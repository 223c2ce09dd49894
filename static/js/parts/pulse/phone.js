/** The mood of the room: five faces and one word while it is open, how they spread after it has closed. */
import { all, fill, list, one, setText, word } from "../../lib/dom.js";
import { count } from "../../lib/graphemes.js";
import { Held } from "../../lib/held.js";
import { give } from "../../lib/load.js";
import { personal } from "../../lib/personal.js";
import { announce } from "../announce.js";

const card = one("#pulse");

const subject = (id) => `pulse:${id}`;
const wordSubject = (id) => `pulse-word:${id}`;
const LONGEST_WORD = 20;

/** What parts/late.js loads: {tap(kind, subject, body), quiet as in announce.js} */
class Pulse {
  constructor({ tap, quiet }) {
    const held = new Held(tap);
    Object.assign(this, { news: announce(card, quiet), pulse: null, held });
    const box = one("#pulse-word");
    box.addEventListener("input", () => fill(card, { personal: personal(box.value) }));
    one("form", card).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#say(box);
    });
    card.addEventListener("change", ({ target }) => {
      if (target === box) return;
      const { id } = this.pulse;
      held.tap("pulse", subject(id), { pulse_id: id, value: Number(target.value) });
    });
  }

  #say(box) {
    const fault = one("#pulse-word-fault");
    fault.hidden = count(box.value.trim()) <= LONGEST_WORD;
    if (!fault.hidden) return setText(fault, word("word_long"));
    this.held.tap("pulse_word", wordSubject(this.pulse.id), { pulse_id: this.pulse.id, word: box.value.trim() });
    box.value = "";
    fill(card, { personal: false });
  }

  #showWords({ id, state, asks_word: asks, words, words_given: given }, told, over) {
    const open = state === "open";
    const mine = over.get(wordSubject(id))?.body.word ?? told ?? "";
    fill(card, { asks_word: asks && open, words: !!words && !open, words_people: word("words_people", { n: given }) });
    setText(one("#pulse-word-mine"), mine ? word("word_mine", { word: mine }) : "");
    list(one(".pulse-words", card), words ?? [], {
      key: (each) => each.word,
      make: () => document.createElement("li"),
      update: (item, each) => setText(item, `${each.word} ${each.count}`),
    });
  }

  show({ pulse, my_pulse: told, my_word: toldWord }, ofOutbox) {
    const over = this.held.over(ofOutbox);
    this.pulse = pulse;
    card.hidden = !pulse;
    this.news(pulse && `${pulse.id} ${pulse.state}`, pulse && word(`pulse_${pulse.state}_news`));
    if (!pulse) return;
    const { id, state, question, answers, spread, moment } = pulse;
    this.#showWords(pulse, toldWord, over);
    const newer = over.get(subject(id));
    const mine = newer ? newer.body.value : told;
    const open = state === "open";
    fill(card, {
      open,
      kind: word(`pulse_${state}`),
      title: question || word(`pulse_title${moment ? `_${moment}` : ""}`),
      answers: word(open || spread ? "answers" : "answers_few", { count: answers }),
      waiting: !!newer && newer.waiting,
      spread: !open && !!spread,
    });
    const faces = all("input", card);
    for (const face of faces) face.checked = Number(face.value) === mine;
    const name = mine && one("[data-name]", faces[mine - 1].parentNode).textContent;
    setText(one("#pulse-mine"), name ? word(open ? "pulse_mine" : "pulse_was", { name }) : word(open ? "pulse_none" : "pulse_over"));
    const most = Math.max(1, ...(spread || []));
    for (const [i, bar] of all("#pulse-spread > li").entries()) {
      const count = spread ? spread[i] : 0;
      one(".meter-fill", bar).style.width = `${(100 * count) / most}%`;
      setText(one(".number", bar), count);
    }
  }
}

give("pulse", Pulse);
