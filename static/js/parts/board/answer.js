import { fill, one, word } from "../../lib/dom.js";
import { toneOf } from "./tone.js";

const [STRONG, MIDDLE] = [0.5, 0.25];
const PERCENT = 100;

/** One answer to a problem: what, how well it fits (a bar and words), and whether a person said so. */
export function drawAnswer(item, { to, strength, said }, board) {
  const theme = board.subject(to);
  const label = theme.label || word("unlabelled");
  const fits = strength >= STRONG ? "link_strong" : strength >= MIDDLE ? "link_middle" : "link_weak";
  const how = said === "confirmed" ? "link_confirmed" : said === "added" ? "link_added" : fits;
  fill(item, {
    label,
    category: theme.single ? word("single_of", { category: board.categoryName(theme.category) }) : board.categoryName(theme.category),
    tone: toneOf(board.state.workshop, theme.category),
    how: word(how),
    said: said !== "",
    confirmed: String(said !== ""),
    confirmAbout: word("link_confirm", { label }),
    confirmTitle: word(said === "confirmed" ? "link_unconfirm_title" : "link_confirm_title"),
    removeAbout: word("link_remove", { label }),
  });
  one('[data-link="confirm"]', item).hidden = said === "added";
  one(".meter-fill", item).style.width = `${strength * PERCENT}%`;
}
