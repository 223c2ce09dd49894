"""Comments: the phone's writes, and the console's calls."""

from functools import partial

from flask import Response

from workshop.domain import comment_checks, comments, phases
from workshop.feed import Changing
from workshop.messages.incoming import CheckComments, Choice, EditComment, HideComments, SayComment, SubmitComment
from workshop.views.attached.comments import every, listed
from workshop.web.board import calls, facilitator_act
from workshop.web.edge import facilitator_call, feed, ok
from workshop.web.participant import phone_write


def _let(change: Changing, phase_id: int, choice: Choice) -> None:
    phases.let(change, phase_id, comments.NAME, choice.on)


phone_write("POST", "/comments", "comment", comments.submit, SubmitComment, "comment")
phone_write("PATCH", "/comments/<comment_id>", "edit_comment", comments.edit, EditComment, "comment")
phone_write("DELETE", "/comments/<comment_id>", "delete_comment", comments.delete)
facilitator_act("/phases/<int:phase_id>/comments", "let_comment", _let, Choice)
facilitator_act("/comments/say", "say_comment", comments.say, SayComment)
facilitator_act("/comments/hide", "hide_comments", comment_checks.hide, HideComments)
facilitator_act("/comments/check", "check_comments", comment_checks.approve, CheckComments)
facilitator_act("/comments/<comment_id>/hide", "hide_comment", partial(comments.hide, hidden=True))
facilitator_act("/comments/<comment_id>/unhide", "unhide_comment", partial(comments.hide, hidden=False))


@calls.get("/<any(notes, themes):parents>/<parent_id>/comments")
@facilitator_call
def comments_on(code: str, parents: str, parent_id: str) -> Response:
    return ok(comments=feed().read(listed, code, parents, parent_id))


@calls.get("/comments")
@facilitator_call
def all_comments(code: str) -> Response:
    return ok(comments=feed().read(every, code))
