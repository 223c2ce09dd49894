import { fill, list, one, setText, word } from "../../lib/dom.js";
import { figure } from "./figure.js";

const PERCENT = 100;

/** One line for a theme's card: {voices, only}, "" where nothing is known. Notes from a file have no people. */
export function voiceLine(voices, board) {
  if (!voices?.groups) return { voices: peopleOnly(voices), only: "" };
  if (voices.only_group !== null) return { voices: "", only: word("only_group", { name: board.groupName(voices.only_group) }) };
  return { voices: peopleAndGroups("voices_card", voices), only: "" };
}

/** Who said it, in full: people, groups, and each group's share as a bar. */
export function drawVoices(root, voices, board) {
  const known = Boolean(voices?.groups);
  const alone = known && voices.only_group !== null;
  const bars = known ? Object.entries(voices.by_group).sort(([, a], [, b]) => b - a) : [];
  fill(root, {
    sum: known ? peopleAndGroups("voices_sum", voices) : peopleOnly(voices),
    only: alone ? word("only_group_long", { name: board.groupName(voices.only_group), all: figure(writing(voices)) }) : "",
    agreement: known && !alone ? shared(voices) : "",
    uncounted: Boolean(voices?.anonymous),
    none: !known && !peopleOnly(voices) && !voices?.anonymous,
  });
  list(one(".voices-groups", root), bars, {
    key: ([id]) => id,
    make: makeBar,
    update: (item, [id, notes]) => {
      setText(item.children[0], board.groupName(id) || word("group_unknown"));
      item.children[1].firstElementChild.style.width = `${(PERCENT * notes) / bars[0][1]}%`;
      setText(item.children[2], figure(notes));
    },
  });
}

/** Of anonymous notes, and of those from a file, the groups alone. */
function peopleAndGroups(key, { people, groups }) {
  return word(people ? key : "voices_card_groups", { people: figure(people), groups: figure(groups) });
}

/** Where no group is shown: the people alone, "" where they are not counted. */
const peopleOnly = (voices) => (voices?.people ? word("voices_people", { n: figure(voices.people) }) : "");

/** How many groups wrote in the theme's category. */
const writing = ({ groups, agreement }) => Math.max(groups, agreement ? Math.round(groups / agreement) : 0);

function shared(voices) {
  const { groups, agreement } = voices;
  return agreement ? word("agreement", { n: figure(groups), all: figure(writing(voices)), share: Math.round(agreement * PERCENT) }) : "";
}

function makeBar() {
  const item = document.createElement("li");
  item.className = "voices-group";
  const [name, bar, count] = ["voices-name", "meter", "number"].map((className) => {
    const part = document.createElement("span");
    part.className = className;
    return part;
  });
  bar.append(document.createElement("span"));
  bar.firstElementChild.className = "meter-fill";
  item.append(name, bar, count);
  return item;
}
