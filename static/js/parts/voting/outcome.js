/** What an option's result is in words and bars, alike on every screen. Pure: no page. */
const FULL = 5;

/** "values" for ratings, "corners" for matrices, "order" for rankings, "agree" for answers to the actions, else "dots". */
export function wayOf({ kind, scales, corners }) {
  if (kind === "agree") return "agree";
  if (corners && corners.length) return "corners";
  if (scales && scales.length) return "values";
  return kind === "ranking" ? "order" : "dots";
}

/** Whose words the screens say: answers to the list of actions are no votes. */
export const saying = ({ kind }) => (kind === "agree" ? "agree" : "voting");

/** The words of an option; an answer to the list of actions has them in the reader's language. */
export const labelOf = ({ label, theme_id: id }, say) => label || say(id.startsWith("answer-") ? id : "unlabelled");

/** A mean with its two places. */
const shown = (mean) => mean.toFixed(2);

/** How long the bar is, 0 to 1: a mean of 5, else the most of any option. */
export function share(voting, option) {
  if (wayOf(voting) === "values") return option.means ? option.means[0] / FULL : 0;
  const most = Math.max(1, ...voting.options.map(({ votes }) => votes || 0));
  return (option.votes || 0) / most;
}

/**
 * say(name, values) gives the sentence of that name. → {value, about}: the figure, and what stands behind it.
 * A matrix has no figure.
 */
export function outcome(voting, option, say) {
  const way = wayOf(voting);
  const { votes, means } = option;
  if (way === "dots" || way === "agree") return { value: String(votes || 0), about: "" };
  const voters = (n) => say(voting.slips === null ? "result_devices" : "result_slips", { n });
  if (way === "order") return { value: String(votes || 0), about: option.firsts ? say("result_firsts", { from: voters(option.firsts) }) : "" };
  if (!means) return { value: way === "values" ? "–" : "", about: say("result_none") };
  const rated = voters(votes);
  if (way === "values") return { value: shown(means[0]), about: rated };
  const axes = voting.scales.map((scale, at) => `${say(`scale_${scale}`)} ${shown(means[at])}`);
  return { value: "", about: [...axes, rated].join(" · ") };
}

/** The name of the matrix' corner that the option is in. */
export function cornerOf({ means, corner }, say) {
  if (!means) return "";
  return say(corner ? `corner_${corner}` : "corner_line");
}
