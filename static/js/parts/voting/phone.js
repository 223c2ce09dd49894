/** Votes on themes: dots to share out while it is open, the result after it has closed. */
import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { give } from "../../lib/load.js";
import { announce } from "../announce.js";
import { SlipForm } from "./slip.js";

const card = one("#voting");

const subject = (voting, theme) => `vote:${voting}:${theme}`;

/** What parts/late.js loads: {tap(kind, subject, body), quiet as in announce.js} */
class Voting {
  constructor({ tap, quiet }) {
    Object.assign(this, { tap, news: announce(card, quiet), slip: new SlipForm(card, () => this.show(...this.shown)) });
    card.addEventListener("click", (event) => {
      const button = event.target.closest("[data-step]");
      if (button) this.step(button.closest("li").dataset.key, Number(button.dataset.step));
    });
  }

  step(theme, by) {
    const { id, dots } = this.voting;
    const given = this.mine.get(theme) || 0;
    if (given + by < 0 || (by > 0 && this.left < by)) return this.tell(dots);
    return this.tap("vote", subject(id, theme), { voting_id: id, theme_id: theme, dots: given + by });
  }

  show(state, over) {
    const { voting, my_votes: told } = state;
    Object.assign(this, { voting, shown: [state, over] });
    card.hidden = !voting;
    this.news(voting && `${voting.id} ${voting.state}`, voting && word(`voting_${voting.state}_news`));
    if (!voting) return;
    const { id, options, title, dots, voters } = voting;
    this.mine = mine(id, options, told || {}, over);
    this.left = Math.max(0, dots - Array.from(this.mine.values()).reduce((sum, given) => sum + given, 0));
    const open = voting.state === "open";
    const asks = open && this.slip.asks(voting, state.my_slip);
    fill(card, {
      asks,
      open: open && !asks,
      kind: word(`voting_${voting.state}`),
      title: title || word("voting_title"),
      voters: word(voting.slips === null ? "voters" : "voters_slips", { count: voters }),
      spots: "●".repeat(dots - this.left) + "○".repeat(this.left),
      waiting: options.some(({ theme_id: theme }) => waits(over, id, theme)),
    });
    this.tell(dots);
    const most = Math.max(1, ...options.map(({ votes }) => votes || 0));
    const rows = open ? options : options.slice().sort((a, b) => b.votes - a.votes);
    list(one("#voting-options"), rows, {
      key: (option) => option.theme_id,
      make: () => fragment("voting-option"),
      update: (el, option) => this.draw(el, option, { open: open && !asks, over: !open }, most),
    });
  }

  tell(dots) {
    setText(one("#voting-left"), word(this.left ? "dots_left" : "dots_none", { left: this.left, dots }));
  }

  draw(el, { theme_id: theme, label: name, votes, place, tied, category }, { open, over }, most) {
    const given = this.mine.get(theme);
    const label = name || word("unlabelled");
    fill(el, {
      label: [over && place ? word(tied ? "voting_tied" : "voting_place", { n: place }) : "", label, category].filter(Boolean).join(" · "),
      open,
      over,
      given,
      own: !over || !given ? "" : word("dots_mine", { count: given }),
      more: word("dots_more", { label }),
      less: word("dots_less", { label }),
      full: String(this.left === 0),
      bare: String(given === 0),
      votes: votes || 0,
      some: open && given > 0,
    });
    one(".meter-fill", el).style.width = `${(100 * (votes || 0)) / most}%`;
  }
}

const waits = (over, voting, theme) => {
  const newer = over.get(subject(voting, theme));
  return !!newer && newer.waiting;
};

/** Map of theme id to the dots that this phone gives it */
function mine(voting, options, told, over) {
  const dots = ({ theme_id: theme }) => {
    const newer = over.get(subject(voting, theme));
    return newer ? newer.body.dots : told[theme] || 0;
  };
  return new Map(options.map((option) => [String(option.theme_id), dots(option)]));
}

give("voting", Voting);
