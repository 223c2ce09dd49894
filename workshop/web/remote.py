"""The remote: a page of large buttons for a phone, from which the room is steered without the console."""

from __future__ import annotations

from flask import render_template

from workshop.domain import programmes
from workshop.messages.programme import BeginNext
from workshop.views import boards, icebreakers
from workshop.web.board import facilitator_act, with_presence
from workshop.web.edge import facilitator_page, feed, language
from workshop.web.facilitator import pages

facilitator_act("/programme/next", "begin_next", programmes.begin_next, BeginNext)


@pages.get("/workshops/<code>/remote")
@facilitator_page
def remote(code: str) -> str:
    board = with_presence(feed().read(boards.board, code, "projector", language=language()), "projector")
    return render_template("facilitator/remote.html", board=board, code=code, icebreakers=icebreakers.every())
