import { data } from "../../lib/dom.js";
import { look } from "../board/ask.js";

let asked = null; // the id of the open voting whose votes somebody asked for at this console
let seen = null; // those votes
let of = null; // the state of the voting that they belong to

/** Lets this console have the votes of an open voting, or no longer. */
export const askFor = (id) => ([asked, seen, of] = [id, null, null]);

/** What the console draws of a voting: {voting, counted, asked}; news of an open one are fetched only where they were asked for. */
export function withVotes(voting, redraw, failed) {
  if (voting.state !== "open") askFor(null);
  const wanted = asked === voting.id;
  if (wanted && of !== voting) fetchVotes(voting, redraw, failed);
  const counted = voting.state !== "open" || (wanted && seen !== null);
  return { voting: (wanted && seen) || voting, counted, asked: wanted };
}

async function fetchVotes(voting, redraw, failed) {
  of = voting;
  try {
    const found = (await look(data("invite-data").code, "voting")).voting;
    if (asked === voting.id && found.id === asked) seen = found;
  } catch (refusal) {
    askFor(null);
    failed(refusal.message);
  }
  redraw();
}
