import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { uuid7 } from "../../lib/ids.js";
import { personal } from "../../lib/personal.js";
import { look } from "../board/ask.js";
import { offer } from "../board/attached.js";
import { coarse } from "../board/coarse.js";
import { reasonOnce } from "../board/hide_reason.js";
import { CommentActs } from "./acts.js";
import { CommentDesk } from "./desk.js";

/** The comments on one note or theme in its menu: read, hidden and brought back, and the facilitator's own. */
class DeskComments {
  #id = null;
  #shown = "";
  #writing = null; // a second try of the same words is the same comment

  constructor(root, parents, board, { code, send, actions }) {
    Object.assign(this, { root, parents, board, code, send, acts: new CommentActs(actions), field: one("textarea", root) });
    one("form", root).addEventListener("submit", (event) => (event.preventDefault(), this.#say()));
    root.addEventListener("click", ({ target }) => {
      const row = target.closest("button") && target.closest(".desk-comment")?.row;
      if (row) this.#act(row).then(() => this.#load());
    });
  }

  /** One that waits is approved, a hidden one brought back, another hidden for the reason that is chosen. */
  #act(row) {
    if (row.unchecked) return this.acts.approve([row]);
    if (row.hidden) return this.acts.unhide(row);
    return this.acts.hide([row], reasonOnce(this.root));
  }

  open(id) {
    this.#id = id;
    this.#shown = "";
    this.#writing = null;
    this.field.value = "";
    this.#fill([]);
  }

  /** `parent`: the note or theme as the board has it now. */
  draw({ comments = 0, comments_hidden: hidden = 0, former = false }) {
    const allowed = !former && this.board.state.phases.some((phase) => phase.state === "open" && phase.comments);
    one("form", this.root).hidden = !allowed;
    this.root.hidden = !allowed && !comments && !hidden;
    setText(one("h3", this.root), word("comments_of", { n: comments }));
    const state = `${this.board.state.seq} ${comments} ${hidden}`;
    if (this.root.hidden || state === this.#shown) return;
    this.#shown = state;
    if (comments || hidden) this.#load();
    else this.#fill([]);
  }

  async #load() {
    const id = this.#id;
    try {
      const { comments } = await look(this.code, `${this.parents}/${id}/comments`);
      if (id === this.#id) this.#fill(comments);
    } catch (refusal) {
      this.#shown = "";
    }
  }

  #fill(comments) {
    list(one("ul", this.root), comments, {
      key: (comment) => comment.id,
      make: () => fragment(this.root.id.replace(/s$/, "")),
      update: (element, comment) => {
        element.row = comment;
        const { text, unchecked, hidden, hidden_why: why } = comment;
        const stands = unchecked ? word("comment_waits") : why ? word("hidden_because", { why: word(`reason_${why}`) }) : "";
        fill(element, { ...comment, stands, personal: personal(text), coarse: coarse(text), verb: word(unchecked ? "approve" : hidden ? "comment_unhide" : "comment_hide") });
      },
    });
    one(".desk-comment-reason", this.root).hidden = !comments.some(({ hidden }) => !hidden);
  }

  async #say() {
    const text = this.field.value;
    if (!text.trim()) return this.field.focus();
    if (this.#writing?.text !== text) this.#writing = { id: uuid7(), text };
    const about = this.parents === "notes" ? { note_id: this.#id } : { theme_id: this.#id };
    const answer = await this.send("comments/say", { id: this.#writing.id, text, ...about });
    if (!answer) return null;
    if (this.field.value === text) this.field.value = "";
    this.#writing = null;
    return this.#load();
  }
}

offer({ name: "comments", Menu: DeskComments, Desk: CommentDesk });
