"""Files that show how an action went: taken from a form, checked in a process of its own, and shown again."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Response, current_app, request

from workshop.domain import evidence, file_space, picture_files, workshops
from workshop.domain.evidence import Sent
from workshop.domain.file_space import Space
from workshop.errors import Refusal
from workshop.web.edge import facilitator_page, feed, settings
from workshop.web.facilitator import pages

MOST_BYTES = picture_files.MAX_BYTES + 100_000


def space(code: str) -> Space:
    """Return how much of what the workshop's files may have is used, for the pages that take some."""
    workshop = feed().read(workshops.find, code)
    return feed().read(file_space.of, workshop.id, most_of_all())


def most_of_all() -> int:
    return settings().files_mb * file_space.MB


def sent(word: bool = False) -> Sent | None:
    """Return the form's file as it is stored: a picture without metadata, a PDF or, where it may be, a Word document.

    Raises Refusal.
    """
    given = request.files.get("file")
    if given is None or not given.filename:
        return None
    data, most = given.read(picture_files.MAX_BYTES + 1), most_of_all()
    if evidence.is_pdf(data):
        return evidence.named(given.filename, evidence.PDF, data, most)
    if word and evidence.is_docx(data):
        return evidence.named(given.filename, evidence.DOCX, data, most)
    try:
        if not data or len(data) > picture_files.MAX_BYTES:
            raise picture_files.NoPicture
        jpeg = current_app.extensions["laena.picture_process"].prepared(data)
    except picture_files.NoPicture as refusal:
        raise Refusal(None, file=refusal.errors["picture"]) from refusal
    return evidence.named(given.filename, evidence.JPEG, jpeg, most)


@pages.get("/workshops/<code>/actions/files/<int:number>", endpoint="action_file")
@facilitator_page
def shown(code: str, number: int) -> Response:
    return answer(code, number)


def answer(code: str, number: int, unit: str | None = None) -> Response:
    """Answer with a file of the workshop's actions, of this unit where one is given: a PDF is saved, not shown."""
    workshop = feed().read(workshops.find, code)
    return given_out(feed().read(evidence.read, workshop.id, number, unit))


def given_out(found: Any) -> Response:
    """Answer with a stored file: a picture is shown, anything else is saved."""
    how = "inline" if found.media == evidence.JPEG else "attachment"
    headers = {
        "Content-Disposition": f"{how}; filename=\"evidence\"; filename*=UTF-8''{quote(found.name)}",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(found.data, content_type=found.media, headers=headers)
