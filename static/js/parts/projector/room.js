import { all, fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { figure } from "../board/figure.js";
import { clamp } from "./clamp.js";

const MOST_RESULTS = 8;
const MOST_LINES = 3;

/** What stands in the wall's place: "voting" or "pulse", what is open before what is closed; "" for the wall itself. */
export function inRoom({ voting, pulse }) {
  const known = [["voting", voting], ["pulse", pulse]].filter(([, item]) => item);
  const open = known.find(([, { state }]) => state === "open");
  return (open ?? known[0] ?? [""])[0];
}

/** The votes and the mood as the whole room sees them: without numbers while they are open. */
export class Room {
  constructor(voting, pulse) {
    Object.assign(this, { voting, pulse });
    addEventListener("resize", () => this.#fit());
  }

  draw(state, shown) {
    this.voting.hidden = shown !== "voting";
    this.pulse.hidden = shown !== "pulse";
    const joined = state.groups.reduce((sum, group) => sum + (group.participants ?? 0), 0);
    if (shown === "voting") this.#drawVoting(state.voting, joined);
    if (shown === "pulse") this.#drawPulse(state.pulse, joined);
    this.#fit();
  }

  #drawVoting({ state, title, dots, voters, options }, joined) {
    const open = state === "open";
    const ranked = open ? options : [...options].sort((a, b) => b.votes - a.votes).slice(0, MOST_RESULTS);
    const rest = options.length - ranked.length;
    const most = Math.max(1, ...ranked.map(({ votes }) => votes ?? 0));
    this.voting.dataset.state = state;
    this.voting.dataset.size = options.length <= 6 ? "few" : options.length <= 18 ? "many" : "crowd";
    this.voting.laenaTitle = title || word("voting_title");
    fill(this.voting, {
      kind: word(`voting_${state}`),
      people: word("voting_people", { n: figure(voters), all: figure(joined) }),
      foot: open ? word("voting_how", { dots }) : rest > 0 ? word("voting_rest", { n: rest }) : "",
    });
    list(one(".room-options", this.voting), ranked, {
      key: ({ theme_id: id }) => id,
      make: () => fragment("option-template"),
      update: (element, { label, votes }) => {
        element.laenaLabel = label || word("unlabelled");
        fill(element, { votes: open ? "" : figure(votes) });
        one(".room-fill", element).style.width = `${(100 * (votes ?? 0)) / most}%`;
      },
    });
  }

  #drawPulse({ state, question, answers, spread }, joined) {
    const open = state === "open";
    const most = Math.max(1, ...(spread ?? []));
    this.pulse.dataset.state = open || !spread ? "open" : "closed";
    this.pulse.laenaTitle = question || word("pulse_title");
    fill(this.pulse, {
      kind: word(`pulse_${state}`),
      people: word("pulse_people", { n: figure(answers), all: figure(joined) }),
      foot: open ? word("pulse_how") : spread ? "" : word("pulse_few"),
    });
    for (const [place, face] of all(".room-face", this.pulse).entries()) {
      const count = spread?.[place] ?? 0;
      one(".room-fill", face).style.height = `${(100 * count) / most}%`;
      setText(one("b", face), spread ? figure(count) : "");
    }
  }

  #fit() {
    for (const room of [this.voting, this.pulse]) clamp(one(".room-title", room), room.laenaTitle ?? "", 2);
    for (const option of all(".room-option", this.voting)) {
      const label = one(".room-label", option);
      const fitting = Math.floor(option.clientHeight / parseFloat(getComputedStyle(label).lineHeight));
      clamp(label, option.laenaLabel, Math.min(MOST_LINES, Math.max(1, fitting)));
    }
  }
}
