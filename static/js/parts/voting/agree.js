/** What this phone says to the list of actions: one answer, which a newer one replaces. */
import { fill, one, word } from "../../lib/dom.js";
import { labelOf } from "./outcome.js";
import { waits } from "./taps.js";

const subject = (voting) => `vote:${voting}:answer`;

export class Agree {
  constructor(tap) {
    this.tap = tap;
    this.template = "agree-option";
    this.spots = "";
  }

  take({ voting, my_votes: told }, over) {
    const newer = over.get(subject(voting.id));
    Object.assign(this, { voting, waiting: waits(over, subject(voting.id)) });
    this.chosen = newer ? newer.body.theme_id : Object.keys(told || {}).find((answer) => told[answer] > 0) || "";
  }

  told() {
    const mine = this.voting.options.find(({ theme_id: answer }) => answer === this.chosen);
    return mine ? word("agree_mine", { label: labelOf(mine, word) }) : word("agree_none");
  }

  rows() {
    return this.voting.options;
  }

  click() {
    return false;
  }

  change(_radio, answer) {
    const { id } = this.voting;
    this.tap("vote", subject(id), { voting_id: id, theme_id: answer, dots: 1 });
  }

  draw(el, { theme_id: answer }) {
    const radio = one("input", el);
    radio.name = `agree-${this.voting.id}`;
    radio.checked = answer === this.chosen;
    fill(el, { some: radio.checked });
  }

  own(answer) {
    return answer === this.chosen ? word("agree_own") : "";
  }
}
