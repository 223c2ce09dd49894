"""The page of a unit's link: what is asked, the directive as a file, and the answer that is sent by it.

Its token is the only right that is needed here, and no other site knows it: CSRF cannot happen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge

from workshop.errors import Refusal, TooFast, TooLarge
from workshop.views import dates
from workshop.web import evidence
from workshop.web.directives import JSON
from workshop.web.downloads import download
from workshop.web.edge import declared, feed, language, large_body, ok
from workshop.web.own_thread import OwnThread
from workshop.year import answer_links, attachments, refusals, signed_files, taking
from workshop.year.answers import Result
from workshop.year.contents import SUFFIXES
from workshop.year.refusals import FileTooLarge, NoFile, UnknownAnswerLink

pages = Blueprint("answer_links", __name__)
_MOST_BYTES = signed_files.MAX_BYTES + 10_000
# What wrong links are counted by, as wrong codes are; it has not the form of a code.
_GUESSED = "answers"
_reading = OwnThread()
T = TypeVar("T")


@pages.get("/answers/<token>")
def page(token: str) -> Any:
    return _page(token)


@pages.get("/answers/<token>/directive")
def directive(token: str) -> Response:
    """Answer with the directive as its file."""
    found = _opened(token)
    if request.method == "HEAD":  # of a program that looks whether there is a file
        return Response(content_type=JSON)
    data = feed().write(answer_links.directive_file, token)
    name = f"ข้อสั่งการ {found.content.number}{SUFFIXES['directive']}"
    return download(data, name, "laena-directive.json", JSON)


@pages.get("/answers/<token>/attachments/<digest>")
def attachment(token: str, digest: str) -> Response:
    """Answer with a document of the directive."""
    content = _opened(token).content
    return evidence.given_out(feed().read(attachments.read, content, digest))


def send(token: str) -> Any:
    """Take in the file of the page's form, and show the page with what became of it."""
    _guarded(lambda: feed().read(answer_links.known, token))
    try:
        file = request.files.get("file")
        data = file.stream.read(signed_files.MAX_BYTES + 1) if file else b""
        result = _taken(token, data)
    except RequestEntityTooLarge:
        result = FileTooLarge.code
    except TooFast:
        raise
    except Refusal as refusal:
        result = refusal.code
    return redirect(url_for("answer_links.page", token=token, result=result), 303)


def send_by_program(token: str) -> Response:
    """Take in the answer that is the whole body; the same file twice is taken once.

    Answers {result, message}: `result` is first, replaces, same or disputed.
    """
    _guarded(lambda: feed().read(answer_links.known, token))
    try:
        data = request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise TooLarge from None
    result = _taken(token, data)
    return ok(result=result, message=str(MESSAGES[result]))


pages.add_url_rule("/answers/<token>", "send", large_body(send, _MOST_BYTES), methods=["POST"])
pages.add_url_rule(
    "/api/answers/<token>",
    "send_by_program",
    large_body(declared(send_by_program, "anybody", None), _MOST_BYTES),
    methods=["POST"],
)
MESSAGES: dict[str, Any] = {
    **{each.value: taking.ANSWER_RESULTS[each] for each in (Result.FIRST, Result.REPLACES, Result.SAME)},
    Result.DISPUTED.value: refusals.DISPUTED_BY_LINK,
}
_REFUSED = {kind.code: kind.message for kind in refusals.BY_LINK}


def _taken(token: str, data: bytes) -> str:
    """Return what became of the answer. Raises Refusal; then nothing has changed."""
    current_app.extensions["laena.limits"].upload(answer_links.digest(token))
    if not data:
        raise NoFile
    if len(data) > signed_files.MAX_BYTES:
        raise FileTooLarge
    found = _reading(signed_files.read, data)
    return feed().write(answer_links.accept, token, found).value


def _opened(token: str) -> answer_links.Opened:
    return _guarded(lambda: feed().read(answer_links.look, token))


def _guarded(look: Callable[[], T]) -> T:
    """Look a link up; wrong ones are slowed down as wrong codes are."""
    limits, address = current_app.extensions["laena.limits"], request.remote_addr or ""
    limits.try_code(address, _GUESSED)
    try:
        return look()
    except UnknownAnswerLink:
        limits.code_was(address, _GUESSED, right=False)
        raise


def _page(token: str) -> str:
    found = _opened(token)
    result = request.args.get("result", "")
    return render_template(
        "participant/answer_link.html",
        token=token,
        link=found,
        content=found.content,
        accepted=str(MESSAGES.get(result, "")),
        refused=str(_REFUSED.get(result, "")),
        most=signed_files.MAX_BYTES,
        spoken=lambda day: dates.spoken(day, language()),
        moment=lambda ms: dates.moment(ms, language()),
    )
