import { all, fill, fragment, list, one, word } from "../../lib/dom.js";
import { figure } from "../board/figure.js";
import { clamp, settled } from "../projector/clamp.js";
import { offer } from "../projector/room.js";
import { whoOf } from "./about.js";
import { drawMatrix } from "./matrix.js";
import { cornerOf, labelOf, outcome, saying, share, wayOf } from "./outcome.js";

const MOST_RESULTS = 8;
const MOST_NUMBERS = 12; // of a matrix
const MOST_LINES = 3;
const MOST_ACTIONS = 10;

/** The first MOST_RESULTS; a tie is not parted: all of it is shown, or, where others are before it, none. */
function first(ranked) {
  const next = ranked[MOST_RESULTS];
  if (!next) return ranked;
  const alike = ranked.findIndex(({ place }) => place === next.place);
  if (alike > 0) return ranked.slice(0, Math.min(alike, MOST_RESULTS));
  return ranked.filter(({ place }) => place === next.place);
}

/** What has a place on the plane; all, without a picture, where nobody voted. */
function numbered(options) {
  const rated = options.filter(({ means }) => means);
  return (rated.length ? rated : options).slice(0, MOST_NUMBERS);
}

offer({
  name: "voting",

  draw(root, voting, joined, { voting_about: now = [] }) {
    const { about = now } = voting; // of an earlier one its own
    const { state, title, slips, voters, options } = voting;
    const open = state === "open";
    const way = wayOf(voting);
    const chosen = open ? options : way === "corners" ? numbered(options) : first(options);
    const bySlip = slips !== null;
    Object.assign(root.dataset, { state, way, size: options.length <= 6 ? "few" : options.length <= 18 ? "many" : "crowd" });
    root.laenaTitle = title || word(`voting_title_${way}`);
    fill(root, {
      kind: word(`${saying(voting)}_${state}`),
      people: word(bySlip ? "voting_slips" : `${saying(voting)}_people`, { n: figure(voters), all: figure(bySlip ? slips : joined) }),
      foot: [
        open ? invitation(voting, way) : explanation(voting, way, options.length - chosen.length),
        about.length > MOST_ACTIONS && word("about_rest", { n: figure(about.length - MOST_ACTIONS) }),
      ].filter(Boolean).join(" · "),
    });
    drawActions(one(".room-about-list", root), about);
    const picture = one(".room-matrix", root);
    picture.hidden = open || way !== "corners" || !chosen.some(({ means }) => means);
    if (!picture.hidden) drawMatrix(picture, { ...voting, options: chosen }, word);
    list(one(".room-options", root), chosen, {
      key: ({ theme_id: id }) => id,
      make: () => fragment("option-template"),
      update: (element, option) => drawOption(element, option, { voting, open, way, number: chosen.indexOf(option) + 1 }),
    });
  },

  asks(what, { kind, state, voters }, joined) {
    if (what !== "actions" || kind !== "agree" || state !== "open") return "";
    return word("agree_now", { people: word("agree_people", { n: figure(voters), all: figure(joined) }) });
  },

  fit(root) {
    const [actions, options] = [all(".room-about-action", root), all(".room-option", root)];
    const texts = [...actions, ...options].map(({ laenaLabel }) => laenaLabel);
    settled(root, JSON.stringify([{ ...root.dataset, tight: undefined }, root.laenaTitle, one(".room-matrix", root).offsetWidth, texts]), () => {
      for (const action of actions) fitLabel(action, 2, one(".room-who", action).offsetHeight);
      root.removeAttribute("data-tight");
      fitOptions(options);
      // Smaller letters rather than a title that is cut in its first line.
      if (options.some(cutInOne)) {
        root.setAttribute("data-tight", "");
        fitOptions(options);
      }
    });
  },
});

function fitOptions(options) {
  for (const option of options) one(".room-label", option).laenaClamped = ""; // its letters may have another size
  for (const option of options) clamp(one(".room-label", option), option.laenaLabel, 1); // else long ones take the others' room
  for (const option of options) fitLabel(option, MOST_LINES);
}

function cutInOne(option) {
  const label = one(".room-label", option);
  return label.laenaLines === 1 && label.textContent !== option.laenaLabel;
}

function fitLabel(element, most, below = 0) {
  const label = one(".room-label", element);
  const fitting = Math.floor((element.clientHeight - below) / parseFloat(getComputedStyle(label).lineHeight));
  clamp(label, element.laenaLabel, Math.min(most, Math.max(1, fitting)));
}

/** What is asked about; two columns where it is much. */
function drawActions(root, about) {
  root.hidden = !about.length;
  const shown = about.slice(0, MOST_ACTIONS);
  root.toggleAttribute("data-many", shown.length > 4);
  list(root, shown, {
    key: (action) => about.indexOf(action),
    make: () => fragment("about-template"),
    update: (element, action) => {
      element.laenaLabel = `${about.indexOf(action) + 1}. ${action.what}`;
      fill(element, { who: whoOf(action) });
    },
  });
}

function drawOption(element, option, { voting, open, way, number }) {
  const { place, tied, category } = option;
  const standing = place ? word(tied ? "voting_tied" : "voting_place", { n: place }) : "";
  const { value, about } = open ? { value: "", about: "" } : outcome(voting, option, word);
  element.toggleAttribute("data-first", !open && (way === "corners" ? option.corner === "now" : place === 1));
  element.laenaLabel = [labelOf(option, word), category].filter(Boolean).join(" · ");
  fill(element, {
    votes: way === "corners" && !open ? cornerOf(option, word) : way === "values" ? value : value && figure(value),
    about: way === "values" ? about : "",
    place: open ? "" : way === "corners" ? (option.means ? String(number) : "") : standing,
  });
  const levels = all(".room-level", element);
  const spread = !open && way === "values" && option.means ? option.spread[0] : null;
  for (const [at, level] of levels.entries()) level.style.flexGrow = spread ? spread[at] : 0;
  one(".room-fill", element).style.width = `${spread ? 0 : 100 * share(voting, option)}%`;
}

function invitation({ slips, dots, scales }, way) {
  const bySlip = slips !== null;
  if (way === "agree") return word("agree_how");
  if (way === "dots") return word(bySlip ? "voting_how_slips" : "voting_how", { dots });
  const [across, up] = scales.map((scale) => word(`scale_${scale}`));
  return [bySlip ? word("voting_by_slip") : "", word(`voting_how_${way}`, { dots, across, up })].filter(Boolean).join(" · ");
}

function explanation({ dots, options }, way, rest) {
  const isEmpty = !options.some(({ means }) => means);
  if (way === "corners") return [isEmpty ? "" : word("voting_matrix"), rest > 0 ? word("voting_more", { n: rest }) : ""].filter(Boolean).join(" · ");
  const how = { order: word("voting_points", { dots }), values: word("voting_levels") }[way];
  return [how, rest > 0 ? word("voting_rest", { n: rest }) : ""].filter(Boolean).join(" · ");
}
