"""A phone that comes from a former address of the server, with a new key."""

from flask import Response, current_app

from workshop.domain import moving
from workshop.messages.moving import MovePhone
from workshop.web.edge import body, declared, device, feed, ok
from workshop.web.participant import pages


def moved(code: str, by: str) -> Response:
    """Let this phone go on as the one that packed the box; answer with the texts that are still to be sent."""
    key = device()
    message = body(MovePhone)
    carried = feed().read_brief(moving.opened, code, by, message, str(current_app.config["SECRET_KEY"]))
    went, seq = feed().change_brief(
        code, "participant", lambda change: (moving.move(change, key, by, carried), change.seq)
    )
    current_app.extensions["laena.removed_phones"].cut_former(code, carried.device)
    return ok(**went, seq=seq)


pages.add_url_rule("/api/w/<code>/moved/<by>", "moved", declared(moved, "phone", MovePhone), methods=["POST"])
