/** The comments that no other screen is sent, on the console: those that wait for approval, and the hidden ones. */
import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { look } from "../board/ask.js";
import { Checking } from "../board/checking.js";
import { figure } from "../board/figure.js";
import { CommentActs } from "./acts.js";

export class CommentDesk {
  constructor(board, actions, context) {
    Object.assign(this, { board, code: actions.code, acts: new CommentActs(actions), root: one("#hidden-comments") });
    this.checking = new CheckingComments(one("#checking-comments"), board, actions, context);
    this.checking.desk = this;
    this.root.addEventListener("click", ({ target }) => {
      const row = target.closest("button") && target.closest("li")?.row;
      if (row) this.acts.unhide(row);
    });
  }

  get away() {
    return this.board.state.comments_away ?? [];
  }

  /** What waits in this phase, for the call that ends its check. */
  waiting = (phaseId) => ["comments", this.away.filter(({ unchecked, phase_id: phase }) => unchecked && phase === phaseId)];

  /** What a comment is on, in words. */
  on = ({ note_id: noteId, theme_id: themeId }) => {
    const note = this.board.note(noteId);
    if (note) return word("comment_on_note", { n: note.number, text: note.text });
    return word("comment_on_theme", { label: this.board.theme(themeId)?.label ?? word("unlabelled") });
  };

  /** For the list in which several are chosen and hidden (parts/board/hiding.js). */
  get source() {
    return {
      title: word("comments_title"),
      load: async () => (await look(this.code, "comments")).comments.filter(({ hidden }) => !hidden),
      about: this.on,
      hide: this.acts.hide,
    };
  }

  draw() {
    this.checking.draw();
    const hidden = this.away.filter(({ unchecked }) => !unchecked);
    this.root.hidden = hidden.length === 0;
    setText(one("h3", this.root), word("comments_hidden_n", { n: figure(hidden.length) }));
    list(one("ul", this.root), hidden, {
      key: ({ id }) => id,
      make: () => fragment("hidden-comment"),
      update: (element, row) => {
        element.row = row;
        const why = row.hidden_why ? word("hidden_because", { why: word(`reason_${row.hidden_why}`) }) : "";
        fill(element, { text: row.text, on: this.on(row), why });
      },
    });
  }
}

class CheckingComments extends Checking {
  waiting = () => this.desk.away.filter(({ unchecked }) => unchecked);

  always = () => false;

  approve = (comments) => this.desk.acts.approve(comments);

  hide = (comments, reason) => this.desk.acts.hide(comments, reason);

  said = (comment) => ({ note: null, on: this.desk.on(comment), number: "", about: "", choose: word("check_comment", { on: this.desk.on(comment) }), manage: "" });
}
