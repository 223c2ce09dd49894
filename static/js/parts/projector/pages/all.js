import { one } from "../../../lib/dom.js";
import { Board } from "../../board/board.js";
import { Links } from "../../board/links.js";
import { Pages } from "../pages.js";
import { Answers } from "./answers.js";
import { Chain } from "./chain.js";
import { Districts } from "./districts.js";
import { Focus } from "./focus.js";
import { Icebreaker } from "./icebreaker.js";
import { Countdown, Programme } from "./times.js";
import { Words } from "./words.js";

/** All pages of the projector by what the facilitator shows; `feed` holds what the server said of workshop `code`. */
export const pagesOf = (feed, code) => new Pages({
  answers: new Answers(one("#page-answers"), new Links(new Board(feed), null)),
  chain: new Chain(one("#page-chain"), new Links(new Board(feed), null)),
  focus: new Focus(one("#page-focus")),
  districts: new Districts(one("#page-districts")),
  words: new Words(one("#page-words"), code),
  icebreaker: new Icebreaker(one("#page-icebreaker")),
  countdown: new Countdown(one("#page-countdown"), () => feed.state.timer),
  programme: new Programme(one("#page-programme")),
});
