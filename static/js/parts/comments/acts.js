/** What the facilitator does to comments, each with the words that were read here. */
import { word } from "../../lib/dom.js";
import { ask } from "../board/ask.js";

export class CommentActs {
  constructor(actions) {
    this.actions = actions;
  }

  approve = (comments) => this.#send("check", comments, {}, ({ approved: n, changed }) => word(changed ? "approved_comments_some" : "approved_comments_n", { n, changed }));

  hide = (comments, reason) => this.#send("hide", comments, { reason }, ({ hidden: n, changed }) => word(changed ? "hidden_comments_some" : "hidden_comments_n", { n, changed }));

  unhide = ({ id }) => this.actions.attempt(() => ask(this.actions.code, `comments/${id}/unhide`), null, word("unhidden_comment"), this.actions.undo);

  async #send(verb, comments, more, says) {
    const { actions } = this;
    const read = comments.map(({ id, words }) => ({ id, words }));
    const answer = await actions.attempt(() => ask(actions.code, `comments/${verb}`, { comments: read, ...more }), null);
    if (answer) actions.notify(says(answer.answer), "", actions.undo);
    return answer;
  }
}
