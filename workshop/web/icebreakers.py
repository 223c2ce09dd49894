"""The pages of ice-breakers: a list to choose from, and one as large as the screen."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _

from workshop.domain import codes, showing
from workshop.domain.wording import number
from workshop.messages.showing import Show
from workshop.views import icebreakers
from workshop.views.icebreakers import Icebreaker
from workshop.web.edge import facilitator, facilitator_page, feed

pages = Blueprint("icebreakers", __name__)
SIZES = {"room": _("ทั้งห้อง"), "tables": _("แต่ละโต๊ะ"), "pairs": _("จับคู่")}
ENERGIES = {"calm": _("เงียบ ๆ"), "lively": _("คึกคัก")}


@pages.get("/icebreakers")
@facilitator_page
def page() -> str:
    chosen = _chosen()
    found = icebreakers.fitting(**chosen)
    return render_template(
        "facilitator/icebreakers.html",
        found=found,
        all=len(icebreakers.every()),
        chosen=chosen,
        came=_came(),
        sizes=SIZES,
        energies=ENERGIES,
        minutes=icebreakers.MINUTES,
    )


@pages.get("/icebreakers/any")
@facilitator_page
def any_one() -> Any:
    """Show one that fits what was chosen, another than the one before."""
    chosen = _chosen()
    found = icebreakers.one_of(icebreakers.fitting(**chosen), request.args.get("but", ""))
    if found is None:
        return redirect(url_for("icebreakers.page", **chosen, **_came()))
    return redirect(url_for("icebreakers.shown", key=found.key, **chosen, **_came()))


@pages.get("/icebreakers/<key>")
@facilitator_page
def shown(key: str) -> str:
    found: Icebreaker | None = icebreakers.find(key)
    if found is None:
        abort(404)
    return render_template(
        "facilitator/icebreaker.html",
        each=found,
        chosen=_chosen() | _came(),
        sizes=SIZES,
        energies=ENERGIES,
        on_projector="told" in request.args,
    )


@pages.post("/workshops/<code>/icebreakers/<key>")
@facilitator_page
def show(code: str, key: str) -> Any:
    """Bring it to the workshop's projectors, and go back to its page, which says so."""
    feed().change(code, facilitator(), showing.show, Show(what="icebreaker", id=key[:80]), icebreakers.keys())
    chosen: dict[str, Any] = {name: value for name, value in _chosen().items() if value}
    return redirect(url_for("icebreakers.shown", key=key, **chosen | {"from": code, "told": 1}))


def _came() -> dict[str, Any]:
    """Return the code of the workshop from which one came, as `from`; what looks like no code is left out."""
    code = request.args.get("from", "")
    return {"from": code} if code.isascii() and code.isalnum() and len(code) <= codes.LENGTH else {}


def _chosen() -> dict[str, Any]:
    """Return what the address asks for; what is no choice asks for nothing."""
    minutes, size, energy = (request.args.get(name, "") for name in ("minutes", "size", "energy"))
    return {
        "minutes": number(minutes) if number(minutes) in icebreakers.MINUTES else 0,
        "size": size if size in icebreakers.SIZES else "",
        "energy": energy if energy in icebreakers.ENERGIES else "",
    }
