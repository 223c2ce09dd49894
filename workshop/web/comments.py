"""Comments: the phone's writes, and the console's calls."""

from flask import Response

from workshop.domain import comments, phases
from workshop.messages.incoming import Choice, EditComment, SayComment, SubmitComment
from workshop.views import desk_comments
from workshop.web.board import act, calls, facilitator_post
from workshop.web.edge import body, change_brief, device, facilitator_call, feed, ok
from workshop.web.participant import pages


@pages.post("/api/w/<code>/comments")
def comment(code: str) -> Response:
    said, seq = change_brief(code, "participant", comments.submit, device(), body(SubmitComment))
    return ok(comment=said, seq=seq)


@pages.patch("/api/w/<code>/comments/<comment_id>")
def edit_comment(code: str, comment_id: str) -> Response:
    said, seq = change_brief(code, "participant", comments.edit, device(), comment_id, body(EditComment))
    return ok(comment=said, seq=seq)


@pages.delete("/api/w/<code>/comments/<comment_id>")
def delete_comment(code: str, comment_id: str) -> Response:
    _, seq = change_brief(code, "participant", comments.delete, device(), comment_id)
    return ok(seq=seq)


@facilitator_post("/phases/<int:phase_id>/comments")
def let_comment(code: str, phase_id: int) -> Response:
    return act(code, phases.let_comment, phase_id, body(Choice).on)


@calls.get("/<any(notes, themes):parents>/<parent_id>/comments")
@facilitator_call
def comments_on(code: str, parents: str, parent_id: str) -> Response:
    return ok(comments=feed().read(desk_comments.for_desk, code, parents, parent_id))


@facilitator_post("/comments/say")
def say_comment(code: str) -> Response:
    return act(code, comments.say, body(SayComment))


@facilitator_post("/comments/<comment_id>/hide")
def hide_comment(code: str, comment_id: str) -> Response:
    return act(code, comments.hide, comment_id, True)


@facilitator_post("/comments/<comment_id>/unhide")
def unhide_comment(code: str, comment_id: str) -> Response:
    return act(code, comments.hide, comment_id, False)
