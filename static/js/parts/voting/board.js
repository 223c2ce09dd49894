import { all, fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { bar, offer } from "../board/activity.js";
import { figure } from "../board/figure.js";
import { drawMatrix } from "./matrix.js";
import { cornerOf, labelOf, outcome, saying, share, wayOf } from "./outcome.js";
import { Setting } from "./setting.js";
import { askFor, withVotes } from "./so_far.js";

const FEW = 5;
let latest = null;
let board = null;

/** Votes: what they are about and of which kind, and the result, which is asked for while the voting is open. */
offer({
  name: "voting",
  saying,
  count: ({ voters }) => voters,
  people: ({ slips }) => (slips === null ? null : { words: "voting_slips", all: slips }),
  title: (voting) => voting.title || word(`voting_title_${wayOf(voting)}`),
  body: (form) => new Setting(form).body,

  prepare(form, known) {
    board = known;
    new Setting(form).offer(known);
  },

  bars(root, voting) {
    latest = voting;
    const redraw = () => this.bars(root, latest);
    const seen = withVotes(voting, redraw, (message) => setText(one("[data-votes-trouble]", root), message));
    const [see, leave] = all("[data-votes]", root);
    see.onclick = () => (askFor(voting.id), setText(one("[data-votes-trouble]", root), ""), redraw());
    leave.onclick = () => (askFor(null), redraw());
    const open = voting.state === "open";
    const asOf = open && seen.asked && seen.counted ? word("voting_as_of", { n: figure(seen.voting.voters) }) : "";
    fill(root, { close: word(`close_${saying(voting)}`), unasked: open && !seen.asked, asked: seen.asked, as_of: asOf, few: open && voting.voters > 0 && voting.voters < FEW });
    const way = wayOf(voting);
    const picture = one(".voting-matrix", root);
    picture.hidden = !(seen.counted && way === "corners" && seen.voting.options.some(({ means }) => means));
    if (!picture.hidden) drawMatrix(picture, seen.voting, word);
    root.dataset.way = way;
    list(one(".activity-bars", root), seen.voting.options, {
      key: ({ theme_id: id }) => id,
      make: () => makeRow(),
      update: (element, option) => drawRow(element, option, seen),
    });
  },
});

function makeRow() {
  const row = fragment("bar-template");
  one("[data-to-action]", row).addEventListener("click", () => {
    const option = latest.options.find(({ theme_id: id }) => id === row.dataset.key);
    const theme = board.theme(board.note(option.theme_id)?.theme_id ?? option.theme_id);
    one("#together").close();
    document.dispatchEvent(new CustomEvent("to-action", { detail: { what: option.label, theme: theme && !theme.gone ? theme : null } }));
  });
  return row;
}

function drawRow(element, option, { voting, counted }) {
  const { place, tied, category, means } = option;
  const name = [labelOf(option, word), category].filter(Boolean).join(" · ");
  const numbered = voting.options.filter((each) => each.means).indexOf(option) + 1;
  const way = wayOf(voting);
  const standing = place ? word(tied ? "voting_tied" : "voting_place", { n: place }) : "";
  const { value, about } = counted ? outcome(voting, option, word) : { value: "", about: "" };
  fill(element, {
    label: name,
    place: way === "corners" ? (means ? `${numbered}.` : "") : standing,
    votes: way === "values" ? value : value && figure(value),
    about: [counted && way === "corners" ? cornerOf(option, word) : "", about, spreads(voting, option)].filter(Boolean).join(" · "),
    corners: way !== "corners",
    acting: counted && voting.state === "closed" && voting.source !== "answers",
    to_action: word("voting_action", { label: name }),
  });
  bar(element, counted ? share(voting, option) : 0, 1);
}

/** How many gave 1 to 5 on each scale. */
function spreads({ scales }, { means, spread }) {
  if (!means) return "";
  const named = (at) => (scales.length > 1 ? `${word(`scale_${scales[at]}`)} ` : "");
  return word("voting_spread", { counts: spread.map((counts, at) => `${named(at)}${counts.map(figure).join("\u2060-\u2060")}`).join(", ") });
}
