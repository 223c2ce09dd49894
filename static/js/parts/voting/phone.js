/** A voting: what one gives while it is open, by its kind, and the result after it has closed. */
import { all, fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { Held } from "../../lib/held.js";
import { give } from "../../lib/load.js";
import { announce } from "../announce.js";
import { drawAbout } from "./about.js";
import { Agree } from "./agree.js";
import { Dots } from "./dots.js";
import { cornerOf, labelOf, outcome, saying, share, wayOf } from "./outcome.js";
import { Ranking } from "./ranking.js";
import { dragging } from "./ranking_drag.js";
import { Rating } from "./rating.js";
import { SlipForm } from "./slip.js";

const card = one("#voting");
const rows = one("#voting-options");
const themeOf = (target) => target.closest("li").dataset.theme;

/** What parts/late.js loads: {tap(kind, subject, body), quiet as in announce.js} */
class Voting {
  constructor({ tap, quiet }) {
    const held = new Held(tap);
    const send = (kind, subject, body) => held.tap(kind, subject, body);
    const values = new Rating(send);
    Object.assign(this, { news: announce(card, quiet), slip: new SlipForm(card, () => this.show(...this.shown)) });
    const ways = { agree: new Agree(send), dots: new Dots(send), order: new Ranking(send), values, corners: values };
    Object.assign(this, { held, ways });
    rows.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button && this.way.click(button, themeOf(button))) this.tell();
    });
    dragging(rows, () => all(".ranking-option.is-mine", rows), (row, place) => {
      ways.order.put(row.dataset.theme, place);
      this.tell();
    });
    one("[data-next]", card).addEventListener("click", () => this.slip.add(true));
    one("[data-back]", card).addEventListener("click", () => this.slip.add(false));
    rows.addEventListener("change", ({ target }) => {
      if (this.way.change) this.way.change(target, themeOf(target));
    });
  }

  show(state, over) {
    const { voting } = state;
    Object.assign(this, { voting, shown: [state, over] });
    card.hidden = !voting;
    this.news(voting && `${voting.id} ${voting.state}`, voting && word(`${saying(voting)}_${voting.state}_news`));
    drawAbout(one("#voting-about"), voting, (voting && state.voting_about) || []);
    if (!voting) return;
    const name = wayOf(voting);
    this.way = this.ways[name];
    const open = voting.state === "open";
    const scribe = !!state.me && !!state.me.scribe;
    const known = state.my_ballot || 0;
    const wanted = this.slip.asks(voting, state.my_slip, known, scribe);
    const asks = open && wanted;
    const ballot = Math.max(0, this.slip.ballot);
    // What is known of an older ballot is another person's.
    this.way.take({ ...state, ballot, my_votes: ballot === known ? state.my_votes : {} }, this.held.over(over));
    fill(card, {
      asks,
      open: open && !asks,
      kind: word(`${saying(voting)}_${voting.state}`),
      title: voting.title || word(`voting_title_${name}`),
      voters: word(name === "agree" ? "agree_voters" : voting.slips === null ? "voters" : "voters_slips", { count: voting.voters }),
      spots: this.way.spots,
      seen: word(`${saying(voting)}_seen`),
      waiting: this.way.waiting,
      next: open && !asks && scribe && voting.slips !== null,
      again: asks && this.slip.ballot >= 0,
      person: ballot && open && !asks ? word("ballot_of", { n: ballot + 1 }) : "",
      how: open && !asks ? word(`voting_how_${name}`) : "",
    });
    this.tell();
    const template = open || name === "dots" ? this.way.template : "voting-done";
    list(rows, open ? this.way.rows() : voting.options, {
      key: (option) => `${voting.id} ${template} ${option.theme_id}`,
      make: () => fragment(template),
      update: (el, option) => this.draw(el, option, { open, asks, name }),
    });
  }

  tell() {
    setText(one("#voting-left"), this.way.told());
  }

  draw(el, option, { open, asks, name }) {
    const { theme_id: theme, place, tied, category } = option;
    const label = labelOf(option, word);
    el.dataset.theme = theme;
    const standing = place ? word(tied ? "voting_tied" : "voting_place", { n: place }) : "";
    fill(el, { label: [open ? "" : standing, label, category].filter(Boolean).join(" · "), asks, over: !open });
    if (open || name === "dots") this.way.draw(el, option, label, open && !asks);
    if (open) return;
    const { value, about } = outcome(this.voting, option, word);
    const corner = name === "corners" ? cornerOf(option, word) : "";
    fill(el, { votes: value, corner, own: [about, this.slip.ballot > 0 ? "" : this.way.own(theme)].filter(Boolean).join(" · "), bar: name !== "corners" });
    one(".meter-fill", el).style.width = `${100 * share(this.voting, option)}%`;
  }
}

give("voting", Voting);
