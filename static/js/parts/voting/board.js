import { fill, fragment, list, one, word } from "../../lib/dom.js";
import { bar, offer } from "../board/activity.js";
import { figure } from "../board/figure.js";

/** Votes on themes: which category, how many dots each, and the live result that only the facilitator sees. */
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

  bars(root, { options }) {
    const most = Math.max(...options.map(({ votes }) => votes ?? 0));
    const ranked = [...options].sort((a, b) => (b.votes ?? 0) - (a.votes ?? 0));
    list(one(".activity-bars", root), ranked, {
      key: ({ theme_id: id }) => id,
      make: () => fragment("bar-template"),
      update: (element, { label, votes }) => {
        fill(element, { label: label || word("unlabelled"), votes: figure(votes) });
        bar(element, votes ?? 0, most);
      },
    });
  },
});
