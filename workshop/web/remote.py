"""The remote: a page of large buttons for a phone, from which the room is steered without the console."""

from __future__ import annotations

from typing import Any

from flask import render_template

from workshop.domain import helpers, programmes
from workshop.domain.roles import Role
from workshop.errors import Refusal
from workshop.messages.programme import BeginNext
from workshop.views import boards, icebreakers
from workshop.web.board import facilitator_act, with_presence
from workshop.web.edge import facilitator, facilitator_page, feed, language
from workshop.web.facilitator import pages
from workshop.web.helpers import shown_once, team_page

facilitator_act("/programme/next", "begin_next", programmes.begin_next, BeginNext)


@pages.get("/workshops/<code>/remote")
@facilitator_page
def remote(code: str) -> str:
    board = with_presence(feed().read(boards.board, code, "projector", language=language()), "projector")
    return render_template("facilitator/remote.html", board=board, code=code, icebreakers=icebreakers.every())


@pages.get("/workshops/<code>/remotes")
@facilitator_page
def remotes(code: str) -> str:
    """Which phones are remotes, and a link for one more."""
    return _remotes(code)


@pages.post("/workshops/<code>/remotes")
@facilitator_page
def make_remote(code: str) -> Any:
    """Make a link for a phone; answer with the page that shows it: its token is stored nowhere."""
    try:
        token = feed().change(code, facilitator(), helpers.make_link, Role.REMOTE)
    except Refusal as refusal:
        return _remotes(code, message=refusal.message), refusal.status
    return _remotes(code, made=shown_once(code, token))


def _remotes(code: str, made: dict[str, str] | None = None, message: object = "") -> str:
    return team_page("facilitator/remotes.html", code, Role.REMOTE, made=made, message=message)
