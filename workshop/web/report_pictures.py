"""The pictures of the event on the report's page."""

from typing import Any

from flask import Blueprint, Response, current_app, request

from workshop.domain import picture_files, pictures, workshops
from workshop.web.edge import facilitator, facilitator_page, feed, large_body
from workshop.web.evidence import most_of_all
from workshop.web.report_page import done

pages = Blueprint("report_pictures", __name__)
_FORM = 100_000  # bytes beside the file
_ACTS = {
    "up": lambda change, number: pictures.move(change, number, -1),
    "down": lambda change, number: pictures.move(change, number, 1),
    "remove": pictures.remove,
    "back": pictures.bring_back,
    "forget": pictures.forget,
}


def add(code: str) -> Any:
    """Take a picture with its caption; it is decoded in a process of its own, after everything else is checked."""
    return done(code, lambda: _add(code), "pictures")


def _add(code: str) -> None:
    workshop = feed().read(workshops.find, code)
    caption = pictures.fitting(request.form.get("caption", ""))
    feed().read(pictures.room, workshop.id)
    sent = request.files.get("picture")
    data = sent.read(picture_files.MAX_BYTES + 1) if sent else b""
    if not data or len(data) > picture_files.MAX_BYTES:
        raise picture_files.NoPicture
    jpeg = current_app.extensions["laena.picture_process"].prepared(data)
    size = picture_files.size(jpeg)  # before the change, which would wait for the library that reads pictures
    feed().change(code, facilitator(), pictures.add, jpeg, size, caption, most_of_all())


pages.add_url_rule(
    "/workshops/<code>/report/pictures",
    "add",
    large_body(facilitator_page(add), picture_files.MAX_BYTES + _FORM),
    methods=["POST"],
)


@pages.post("/workshops/<code>/report/pictures/<int:number>")
@facilitator_page
def change(code: str, number: int) -> Any:
    """Describe, move, remove a picture, bring it back, or delete it for good: what the button says."""
    act = request.form.get("act", "")
    if act in _ACTS:
        return done(code, lambda: feed().change(code, facilitator(), _ACTS[act], number), "pictures")
    text, was = request.form.get("caption", ""), request.form.get("was", "")
    return done(code, lambda: feed().change(code, facilitator(), pictures.describe, number, text, was), "pictures")


@pages.get("/workshops/<code>/report/pictures/<int:number>")
@facilitator_page
def shown(code: str, number: int) -> Response:
    workshop = feed().read(workshops.find, code)
    data = feed().read(pictures.points, workshop.id, number)
    return Response(data, content_type="image/jpeg", headers={"Cache-Control": "no-store"})
