import { all, fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { bar, offer } from "../board/activity.js";
import { figure } from "../board/figure.js";
import { askFor, withVotes } from "./so_far.js";

let latest = null;

/** Votes on themes: which category, how many dots each, and the result, which is asked for while the voting is open. */
offer({
  name: "voting",
  count: ({ voters }) => voters,
  people: ({ slips }) => (slips === null ? null : { words: "voting_slips", all: slips }),
  title: ({ title }) => title,
  body: ({ elements: { category, dots, slips, title } }) => ({
    category: category.value || null,
    dots: Number(dots.value),
    title: title.value.trim(),
    slips: slips.checked,
  }),

  /** The categories with how many themes each has, made anew only when that has changed. */
  prepare(form, board) {
    const select = form.elements.category;
    const themes = board.themes();
    const of = (key) => figure(themes.filter(({ category }) => !key || category === key).length);
    const kinds = [{ key: "", name: word("all_categories") }, ...board.state.workshop.categories];
    const options = kinds.map(({ key, name }) => ({ key, text: word("voting_category", { name, n: of(key) }) }));
    const sign = JSON.stringify(options);
    if (select.laenaSign === sign) return;
    select.laenaSign = sign;
    const chosen = select.value;
    select.replaceChildren(...options.map(({ key, text }) => new Option(text, key, false, key === chosen)));
  },

  bars(root, voting) {
    latest = voting;
    const redraw = () => this.bars(root, latest);
    const seen = withVotes(voting, redraw, (message) => setText(one("[data-votes-trouble]", root), message));
    const [see, leave] = all("[data-votes]", root);
    see.onclick = () => (askFor(voting.id), setText(one("[data-votes-trouble]", root), ""), redraw());
    leave.onclick = () => (askFor(null), redraw());
    fill(root, { unasked: voting.state === "open" && !seen.asked, asked: seen.asked });
    const { options } = seen.voting;
    const most = Math.max(...options.map(({ votes }) => votes ?? 0));
    const ranked = [...options].sort((a, b) => (b.votes ?? 0) - (a.votes ?? 0));
    list(one(".activity-bars", root), ranked, {
      key: ({ theme_id: id }) => id,
      make: () => fragment("bar-template"),
      update: (element, { label, votes, place, tied, category }) => {
        const name = [label || word("unlabelled"), category].filter(Boolean).join(" · ");
        const standing = place ? word(tied ? "voting_tied" : "voting_place", { n: place }) : "";
        fill(element, { label: name, place: standing, votes: seen.counted ? figure(votes) : "" });
        bar(element, votes ?? 0, most);
      },
    });
  },
});
