"""The page on which people are shuffled into breakout groups: looked at first, then moved, and back."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any, get_args

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from workshop.domain import endings, shuffles, workshops
from workshop.domain.shuffles import By, Wanted
from workshop.domain.wording import number
from workshop.errors import Refusal
from workshop.feed import Changing
from workshop.web.edge import facilitator, facilitator_page, feed

pages = Blueprint("shuffles", __name__)


@pages.get("/workshops/<code>/shuffle")
@facilitator_page
def page(code: str) -> Any:
    """Show the choice, and with a seed who would sit where."""
    return _page(code, request.args)


@pages.post("/workshops/<code>/shuffle/<any(move, back, late):dealing>")
@facilitator_page
def act(code: str, dealing: str) -> Any:
    """Move people; back to the page, which says how many moved."""
    acts: Mapping[str, Callable[[Changing], int]] = {
        "move": lambda change: shuffles.shuffle(change, _wanted(request.form), request.form.get("version", "")),
        "back": shuffles.put_back,
        "late": shuffles.seat_late,
    }
    try:
        moved = feed().change(code, facilitator(), acts[dealing])
    except Refusal as refusal:
        return _page(code, request.form, refusal.message), refusal.status
    return redirect(url_for("shuffles.page", code=code, moved=moved))


def _wanted(sent: MultiDict[str, str]) -> Wanted:
    """Return what was chosen; what is no group or way is left out, and then refused."""
    ways: dict[str, By] = {way: way for way in get_args(By)}
    into = tuple(dict.fromkeys(number(each) for each in sent.getlist("into")))
    return Wanted(into, ways.get(sent.get("by", ""), "nothing"), number(sent.get("seed", "")))


def _page(code: str, sent: MultiDict[str, str], refused: object = "") -> str:
    wanted, found = _wanted(sent), None
    if sent.get("seed"):
        try:
            found = feed().read(shuffles.preview, code, wanted)
        except Refusal as refusal:
            refused = refused or refusal.message
    groups = feed().read(endings.groups_of, code)
    workshop, sizes, late, shuffled = feed().read(_now, code)
    return render_template(
        "facilitator/shuffle.html",
        workshop=workshop,
        groups=groups,
        names=dict(groups),
        sizes=sizes,
        late=late,
        shuffled=shuffled,
        wanted=wanted,
        found=found,
        seed=secrets.randbelow(10**8) + 1,
        refused=refused,
        moved=gettext("ย้ายแล้ว %(n)s เครื่อง", n=number(sent["moved"])) if sent.get("moved") else "",
    )


def _now(session: Session, code: str) -> tuple[Any, dict[int, int], int, bool]:
    """Return the workshop, how many sit in each group, how many came after a shuffle, and whether there was one."""
    workshop = workshops.find(session, code)
    sizes, shuffled = shuffles.sizes(session, workshop.id or 0)
    return workshop, sizes, len(shuffles.late(session, workshop.id or 0)), shuffled
