"""Groups: each group's board with its scribe's summary, and the page of the order in which groups present."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, redirect, render_template, url_for

from workshop.domain import helpers, points, workshops
from workshop.domain.roles import Role
from workshop.domain.showing import show
from workshop.domain.thai_time import end_of
from workshop.errors import Refusal
from workshop.feed import Changing, now_ms
from workshop.messages.points import SavePoint, StepPoint
from workshop.messages.showing import Show
from workshop.views import dates, group_boards
from workshop.web.board import calls, facilitator_act
from workshop.web.edge import facilitator, facilitator_call, facilitator_page, feed, language, ok, since
from workshop.web.facilitator import pages
from workshop.web.helpers import shown_once

facilitator_act("/groups/<int:group_id>/points", "save_point", points.save, SavePoint)


def _of_group(path: str, name: str, verb: Callable[..., Any], sends: Any = None) -> None:
    facilitator_act(f"/groups/<int:group_id>/points/<int:point_id>/{path}", name, verb, sends)


_of_group("remove", "remove_point", points.remove)
_of_group("back", "bring_point_back", points.bring_back)
_of_group("step", "step_point", points.step, StepPoint)

ACTS: dict[str, Callable[[Changing, int], object]] = {
    "up": lambda change, group_id: points.arrange(change, group_id, -1),
    "down": lambda change, group_id: points.arrange(change, group_id, 1),
    "shuffle": lambda change, _group_id: points.shuffle(change),
    "show": lambda change, group_id: show(change, Show(what="summary", id=str(group_id))),
}


@calls.get("/groups/<int:group_id>")
@facilitator_call
def group_state(code: str, group_id: int) -> Response:
    """The group's board; only {seq} where nothing changed since."""
    return ok(**feed().read(group_boards.of, code, group_id, since()))


@pages.get("/workshops/<code>/groups/<int:group_id>")
@facilitator_page
def group_board(code: str, group_id: int) -> str:
    board = feed().read(group_boards.of, code, group_id)
    return render_template("facilitator/group_board.html", board=board, code=code, limit=points.LIMIT)


@pages.get("/workshops/<code>/groups")
@facilitator_page
def presenting(code: str) -> str:
    return _page(code)


@pages.post(f"/workshops/<code>/groups/<int:group_id>/<any({', '.join(ACTS)}):turn>")
@facilitator_page
def arrange_groups(code: str, group_id: int, turn: str) -> Any:
    try:
        feed().change(code, facilitator(), ACTS[turn], group_id)
    except Refusal as refusal:
        return _page(code, message=refusal.message), refusal.status
    return redirect(url_for("facilitator.presenting", code=code))


@pages.post("/workshops/<code>/groups/<int:group_id>/link")
@facilitator_page
def make_board_link(code: str, group_id: int) -> Any:
    """Make a link to the group's board; answer with the page that shows it: its token is stored nowhere."""
    try:
        token = feed().change(code, facilitator(), helpers.make_link, Role.SCRIBE, group_id)
    except Refusal as refusal:
        return _page(code, message=refusal.message), refusal.status
    return _page(code, made={**shown_once(code, token), "group_id": group_id})


@pages.post("/workshops/<code>/groups/links")
@facilitator_page
def make_board_links(code: str) -> Any:
    """Make a link to every group's board; answer with a sheet to be printed: the tokens are stored nowhere."""

    def make(change: Changing) -> list[tuple[str, str]]:
        found = points.presenting(change.session, change.workshop)
        tokens = helpers.make_board_links(change, [group.id or 0 for group in found])
        return list(zip((group.name for group in found), tokens, strict=True))

    try:
        made = feed().change(code, facilitator(), make)
    except Refusal as refusal:
        return _page(code, message=refusal.message), refusal.status
    workshop = feed().read(workshops.find, code)
    boards = ({"name": name, **shown_once(code, token)} for name, token in made)
    return render_template("facilitator/board_links.html", workshop=workshop, boards=boards, until=_until(workshop))


def _page(code: str, made: dict[str, Any] | None = None, message: object = "") -> str:
    def read(session: Any) -> Any:
        workshop = workshops.find(session, code)
        counts = {each["group_id"]: len(each["points"]) for each in points.shown(session, workshop)}
        return workshop, [
            (group.id, group.name, counts.get(group.id, 0)) for group in points.presenting(session, workshop)
        ]

    workshop, groups = feed().read(read)
    shown = workshop.shown or {}
    now = int(shown["id"]) if shown.get("what") == "summary" else 0
    return render_template(
        "facilitator/presenting.html",
        workshop=workshop,
        groups=groups,
        made=made,
        message=message,
        now=now,
        until=_until(workshop),
        for_days=end_of(workshop.ends_on or workshop.starts_on) > now_ms(),
    )


def _until(workshop: Any) -> str:
    """Return until when a link to a board that is made now lets a device in."""
    return dates.moment(helpers.good_until(workshop, Role.SCRIBE, now_ms()), language())
