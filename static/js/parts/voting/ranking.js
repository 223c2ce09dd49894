/** An order of some options: chosen ones stand first and are moved up and down, the others below them. */
import { fill, one, word } from "../../lib/dom.js";
import { about, ofVoting, waits } from "./taps.js";

const subject = (voting, ballot) => about("rank", voting, ballot);
const MOVES = { up: -1, down: 1 };

export class Ranking {
  constructor(tap) {
    this.tap = tap;
    this.template = "ranking-option";
    this.spots = "";
    this.moved = "";
  }

  take({ voting, my_votes: told, ballot }, over) {
    const newer = over.get(subject(voting.id, ballot));
    const places = told || {};
    if (!this.voting || this.voting.id !== voting.id || this.ballot !== ballot) this.moved = "";
    Object.assign(this, { voting, ballot, waiting: waits(over, subject(voting.id, ballot)) });
    this.order = newer ? newer.body.order.slice() : Object.keys(places).sort((a, b) => places[a] - places[b]);
  }

  told() {
    return [this.moved, word("ranked_of", { count: this.order.length, all: this.voting.dots })].filter(Boolean).join(" · ");
  }

  rows() {
    const { options } = this.voting;
    const chosen = this.order.map((theme) => options.find((option) => option.theme_id === theme)).filter(Boolean);
    return chosen.concat(options.filter((option) => chosen.indexOf(option) < 0));
  }

  click(button, theme) {
    const { rank } = button.dataset;
    if (!rank || button.getAttribute("aria-disabled") === "true") return !!rank;
    const order = this.order.slice();
    const at = order.indexOf(theme);
    if (rank === "in") order.push(theme);
    else order.splice(at, 1);
    if (MOVES[rank]) order.splice(at + MOVES[rank], 0, theme);
    this.set(order, theme);
    return true;
  }

  /** A chosen one in another place, from 0. */
  put(theme, place) {
    const order = this.order.filter((each) => each !== theme);
    if (order.length === this.order.length) return;
    order.splice(place, 0, theme);
    this.set(order, theme);
  }

  set(order, theme) {
    const place = order.indexOf(theme) + 1;
    const { label } = this.voting.options.find((option) => option.theme_id === theme);
    this.moved = word(place ? "ranked_at" : "ranked_out", { label, n: place });
    this.order = order;
    this.tap("ranking", subject(this.voting.id, this.ballot), { ...ofVoting(this.voting.id, this.ballot), order });
  }

  draw(el, { theme_id: theme }, label) {
    const at = this.order.indexOf(theme);
    const chosen = at >= 0;
    const words = ["up", "down", "out", "in"].reduce((made, verb) => ({ ...made, [verb]: word(`rank_${verb}`, { label }) }), {});
    const focused = document.activeElement;
    fill(el, {
      ...words,
      chosen,
      place: chosen ? at + 1 : "",
      first: String(at === 0),
      last: String(at === this.order.length - 1),
      full: String(this.order.length >= this.voting.dots),
    });
    if (el.contains(focused) && focused.closest("[hidden]")) one(chosen ? '[data-rank="up"]' : '[data-rank="in"]', el).focus();
  }

  own(theme) {
    const at = this.order.indexOf(theme);
    return at < 0 ? "" : word("ranked_mine", { n: at + 1 });
  }
}
