"""The facilitator's pages: the list, the console and the projector."""

import contextlib
from typing import Any

from flask import Blueprint, Response, current_app, g, redirect, render_template, request
from sqlalchemy.exc import SQLAlchemyError

from workshop.domain import consoles, demos, uncleaned
from workshop.domain.coarse_words import coarse_words
from workshop.domain.wording import number
from workshop.errors import Refusal
from workshop.views import boards, dates, icebreakers, overview
from workshop.web import edge, invite
from workshop.web.board import for_this_console, with_presence
from workshop.web.edge import facilitator, facilitator_page, feed, inside, language, settings
from workshop.web.exports import files_of, taken_home

pages = Blueprint("facilitator", __name__)


@pages.get("/workshops")
@facilitator_page
def workshops() -> str:
    every = feed().read(overview.every, language())
    words, place = request.args.get("q", "").strip()[:100], request.args.get("state", "")
    return render_template(
        "facilitator/workshops.html",
        all=len(every),
        found=overview.found(every, words, place, number(request.args.get("page", "1"))),
        words=words,
        place=place if place in overview.PLACES else "",
        moment=lambda ms: dates.moment(ms, language()),
    )


@pages.get("/workshops/<code>")
@facilitator_page
def console(code: str) -> str:
    own = facilitator()
    with contextlib.suppress(Refusal, SQLAlchemyError):  # a full disk locks nobody out
        if not feed().read(consoles.known, code, own.by):
            if edge.person() is None:
                feed().change(code, own, consoles.register)
            elif edge.may("board.move"):  # who only reads changes nothing, and needs no name
                feed().change(code, own, consoles.register_as, g.shown)
    board, later = feed().read(boards.first, code, language())
    if not later:
        board = for_this_console(code, with_presence(board, "console"))
    files = files_of(code)
    return render_template(
        "facilitator/console.html",
        board=board,
        later=later,
        invite=invite.of(code),
        formats=files,
        taken_home=taken_home(files),
        demo=not edge.role() and edge.person() is None and feed().read(demos.is_playing, code),
        coarse=coarse_words(settings().coarse_words),
        icebreakers=icebreakers.every(),
        uncleaned=[] if edge.role() else feed().read(uncleaned.names),
    )


@pages.get("/workshops/<code>/projector")
@facilitator_page
def projector(code: str) -> str:
    board = with_presence(feed().read(boards.board, code, "projector", language=language()), "projector")
    return render_template("projector/projector.html", board=board, invite=invite.of(code))


@pages.get("/workshops/<code>/qr.svg")
@facilitator_page
def qr(code: str) -> Response:
    return current_app.response_class(
        invite.qr_svg(code), mimetype="image/svg+xml", headers={"Cache-Control": "no-store"}
    )


@pages.post("/language")
def choose_language() -> Any:
    chosen = request.form.get("language", "")
    answer = redirect(inside(request.form.get("next", ""), "/"))
    if chosen in ("th", "en"):
        answer.set_cookie("language", chosen, max_age=365 * 24 * 3600, samesite="Lax", secure=request.is_secure)
    return answer
