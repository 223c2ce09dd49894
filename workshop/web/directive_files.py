"""Signed files that are taken in, several at once: what became of each."""

from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from workshop.errors import Refusal, TooLarge
from workshop.web.directives import listed, pages
from workshop.web.edge import facilitator_page, feed, large_body, ok
from workshop.web.own_thread import OwnThread
from workshop.year import directives, signed_files, taking
from workshop.year.refusals import FileTooLarge, WorkshopFile

_MOST_FILES = 10  # in one body; the page's script sends each alone
_reading = OwnThread()


def take() -> Any:
    """Take in the files, each by itself: one that is refused changes nothing, and the others are taken."""
    return _take(request.form.get("directive", ""))


def take_answers(uid: str) -> Any:
    """Take in the answers to one directive, as `take`: also by who runs its answers without running the machine."""
    feed().read(directives.find, uid)
    return _take(uid)


def _take(only: str) -> Any:
    try:
        files = request.files.getlist("files")
    except RequestEntityTooLarge:
        raise TooLarge from None
    results = [_taken(file, only) for file in files if file.filename]
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return ok(results=results)
    if len(results) == 1 and results[0]["ok"] and results[0]["uid"] and results[0]["href"]:
        return redirect(url_for("directives.page", uid=results[0]["uid"], taken=results[0]["result"]))
    return Response(listed(results), 200 if all(each["ok"] for each in results) else 422)


def _taken(file: FileStorage, only: str) -> dict[str, Any]:
    name = (file.filename or "")[:300]
    data = file.stream.read(signed_files.MAX_BYTES + 1)
    try:
        if signed_files.seems("workshop", data):
            raise WorkshopFile
        if len(data) > signed_files.MAX_BYTES:
            raise FileTooLarge
        taken = feed().write(taking.take, _reading(signed_files.read, data), only)
    except Refusal as refusal:
        return {
            "name": name,
            "ok": False,
            "result": refusal.code,
            "message": str(refusal.message),
            "who": "",
            "uid": "",
            "href": "/take-in" if isinstance(refusal, WorkshopFile) else "",
        }
    return {
        "name": name,
        "ok": True,
        "result": taken.result,
        "message": str(taken.message),
        "who": taken.who,
        "uid": taken.uid,
        "href": taken.href,
    }


pages.add_url_rule(
    "/directives/take",
    "take",
    large_body(facilitator_page(take), _MOST_FILES * signed_files.MAX_BYTES),
    methods=["POST"],
)
pages.add_url_rule(
    "/directives/<uid>/take",
    "take_answers",
    large_body(facilitator_page(take_answers), _MOST_FILES * signed_files.MAX_BYTES),
    methods=["POST"],
)
