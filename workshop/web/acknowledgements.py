"""รับทราบ: the link to the minutes on the facilitator's page, and the page that it opens on phones, without a script.

The link's token is the only right that is needed there, and no other site knows it: CSRF cannot happen.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for

from workshop.domain import acknowledgements, minutes, minutes_files, workshops
from workshop.domain.acknowledgements import ACTOR, UnknownAcknowledging
from workshop.errors import Refusal
from workshop.web import evidence
from workshop.web import minutes as minutes_pages
from workshop.web.edge import facilitator, facilitator_call, facilitator_page, feed, ok

pages = Blueprint("acknowledgements", __name__)
_COOKIE, _DAYS = "laena_acknowledge", 90
_GUESSED = "acknowledge"  # what wrong links are counted by; it has not the form of a code
T = TypeVar("T")


@minutes_pages.pages.post("/workshops/<code>/minutes/link")
@facilitator_page
def open_link(code: str) -> Any:
    """Let units acknowledge the minutes as they are now; a former link is closed."""
    units, asked = request.form.get("units", ""), request.form.getlist("asked")
    return _done(code, lambda: minutes_pages.take_step(code, acknowledgements.open_link, units, asked))


@minutes_pages.pages.post("/workshops/<code>/minutes/link/close")
@facilitator_page
def close_link(code: str) -> Any:
    return _done(code, lambda: feed().change(code, facilitator(), acknowledgements.close_link))


@minutes_pages.pages.get("/api/w/<code>/minutes/acknowledged")
@facilitator_call
def acknowledged(code: str) -> Response:
    """How many units have acknowledged, and which have not: {html}, the part of the page that says so."""
    found = minutes_pages.acknowledging(feed().read(workshops.find, code))
    return ok(html=render_template("parts/_acknowledged.html", **found))


@pages.get("/acknowledge/<token>")
def page(token: str) -> Any:
    return _page(token)


@pages.post("/acknowledge/<token>")
def send(token: str) -> Any:
    """Acknowledge for a unit, or take it back; what was refused stays in the form."""
    code, _link = _guarded(lambda: feed().read(acknowledgements.find, token))
    typed = request.form
    device = request.cookies.get(_COOKIE, "")[:100] or secrets.token_urlsafe(24)
    unit = typed.get("unit", "")
    current_app.extensions["laena.limits"].join(request.remote_addr or "", device)
    try:
        if typed.get("deed") == "name":
            feed().change(code, ACTOR, acknowledgements.withdraw_name, token, device, unit)
        elif typed.get("deed") == "back":
            feed().change(code, ACTOR, acknowledgements.take_back, token, device, unit)
        else:
            consents = bool(typed.get("consent"))
            who = (typed.get("name", ""), typed.get("post", "")) if consents else ("", "")
            items = typed.getlist("items")
            feed().change(code, ACTOR, acknowledgements.acknowledge, token, device, unit, items, *who)
    except UnknownAcknowledging:
        raise
    except Refusal as refusal:
        return _page(token, refusal), refusal.status
    answer = make_response(redirect(url_for("acknowledgements.page", token=token, saved=1), 303))
    answer.set_cookie(
        _COOKIE,
        device,
        max_age=_DAYS * 86_400,
        httponly=True,
        samesite="Lax",
        path=url_for("acknowledgements.page", token=token),
    )
    return answer


@pages.get("/acknowledge/<token>/files/<int:number>")
def document(token: str, number: int) -> Response:
    """Answer with a document of the minutes, to whoever has the link."""
    code, link = _guarded(lambda: feed().read(acknowledgements.find, token))
    workshop = feed().read(workshops.find, code)
    shown = {each.id for each in acknowledgements.matters(link)}
    return evidence.given_out(feed().read(minutes_files.read, workshop.id, number, shown))


def _guarded(look: Callable[[], T]) -> T:
    """Look a link up; wrong ones are slowed down as wrong codes are."""
    limits, address = current_app.extensions["laena.limits"], request.remote_addr or ""
    limits.try_code(address, _GUESSED)
    try:
        return look()
    except UnknownAcknowledging:
        limits.code_was(address, _GUESSED, right=False)
        raise


def _done(code: str, step: Callable[[], object]) -> Any:
    try:
        step()
    except Refusal as refusal:
        return minutes_pages.shown_page(code, refusal), refusal.status
    return redirect(url_for("minutes.page", code=code, saved=1, _anchor="acknowledge"))


def _page(token: str, refusal: Refusal | None = None) -> str:
    code, link = _guarded(lambda: feed().read(acknowledgements.find, token))
    workshop = feed().read(workshops.find, code)
    facts = feed().read(minutes.of, workshop.id).facts
    device = request.cookies.get(_COOKIE, "")[:100]
    return render_template(
        "participant/acknowledge.html",
        token=token,
        link=link,
        title=facts.title or workshop.title,
        facts=facts,
        agendas=minutes.AGENDAS,
        matters=acknowledgements.matters(link),
        documents=feed().read(minutes_files.of, workshop.id),
        own=feed().read(acknowledgements.of_device, link, workshop.salt, device),
        limits={
            "unit": acknowledgements.UNIT_LIMIT,
            "name": acknowledgements.NAME_LIMIT,
            "post": acknowledgements.POST_LIMIT,
        },
        saved="saved" in request.args and refusal is None,
        message=str(refusal.message) if refusal else "",
        typed=request.form if refusal else {},
        typed_items=request.form.getlist("items") if refusal else [],
    )
