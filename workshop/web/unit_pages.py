"""A unit's actions: the facilitator's links to them and calendars of them, and the unit's own page."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from analysis.folding import comparable
from workshop.domain import actions, unit_pages, workshops
from workshop.errors import Refusal, UnknownAction
from workshop.messages.actions import SetStatus
from workshop.messages.incoming import parse
from workshop.views import action_list, dates, focus_board
from workshop.views.action_list import Listed
from workshop.web import evidence, invite
from workshop.web import facilitator as facilitator_pages
from workshop.web.downloads import download
from workshop.web.edge import facilitator, facilitator_page, feed, language, large_body

pages = Blueprint("unit_pages", __name__)


@facilitator_pages.pages.post("/workshops/<code>/actions/link", endpoint="unit_link")
@facilitator_page
def link(code: str) -> Any:
    """Make or revoke the link of a unit. A new one is shown this once, as only its digest is stored; whoever loads the
    page anew sends the same form, and is shown the same link."""
    unit = request.form.get("unit", "")
    if request.form.get("act") == "revoke":
        feed().change(code, facilitator(), unit_pages.revoke, unit)
        return redirect(url_for("facilitator.actions", code=code, _anchor="units-title"))
    token = feed().change(code, facilitator(), unit_pages.make, unit, request.form.get("asked", "")[:100])
    address = f"{invite.of(code)['chosen']}{url_for('unit_pages.page', token=token)}"
    workshop = feed().read(workshops.find, code)
    return render_template(
        "facilitator/unit_link.html", workshop=workshop, unit=unit, address=address, qr=invite.qr_of(address)
    )


@facilitator_pages.pages.get("/workshops/<code>/actions/calendar", endpoint="unit_calendar")
@facilitator_page
def calendar_of_unit(code: str) -> Any:
    return _calendar(code, request.args.get("unit", ""))


@pages.get("/u/<token>")
def page(token: str) -> Any:
    return _page(token)


@pages.get("/u/<token>/calendar")
def calendar(token: str) -> Any:
    code, unit = feed().read(unit_pages.find, token)
    return _calendar(code, unit)


@pages.get("/u/<token>/files/<int:number>")
def file(token: str, number: int) -> Any:
    code, unit = feed().read(unit_pages.find, token)
    return evidence.answer(code, number, unit)


def report(token: str, action_id: int) -> Any:
    """Store how far an action is; what was refused stays in its form."""
    code, _unit = feed().read(unit_pages.find, token)
    form = request.form.to_dict()
    try:
        message = parse(SetStatus, form)
        feed().change(code, unit_pages.ACTOR, unit_pages.report, token, action_id, message, evidence.sent())
    except UnknownAction:
        raise
    except Refusal as refusal:
        return _page(token, refusal, {**form, "id": action_id}), refusal.status
    return redirect(url_for("unit_pages.page", token=token, saved=action_id, _anchor=f"action-{action_id}"))


pages.add_url_rule("/u/<token>/<int:action_id>", "report", large_body(report, evidence.MOST_BYTES), methods=["POST"])


def again(token: str, refusal: Refusal, typed: dict[str, Any]) -> str:
    """Return the page with what was refused in its form."""
    return _page(token, refusal, typed)


def _page(token: str, refusal: Refusal | None = None, typed: dict[str, Any] | None = None) -> str:
    code, unit = feed().read(unit_pages.find, token)
    workshop = feed().read(workshops.find, code)
    return render_template(
        "participant/unit.html",
        title=workshop.title,
        unit=unit,
        token=token,
        list=_of_unit(code, unit),
        focus=feed().read(focus_board.of, code, unit),
        statuses=actions.STATUSES,
        note_limit=actions.NOTE_LIMIT,
        space=evidence.space(code),
        moment=lambda at: dates.moment(round(at.timestamp() * 1000), language()),
        saved=request.args.get("saved", "") if refusal is None else "",
        refusal=refusal,
        errors={name: str(text) for name, text in refusal.errors.items()} if refusal else {},
        typed=typed or {},
        sent=secrets.token_hex(16),  # of each report that this page sends
    )


def _of_unit(code: str, unit: str) -> list[Listed]:
    found = feed().read(action_list.of, code, language()).actions
    return [each for each in found if comparable(each.action.unit) == comparable(unit)]


def _calendar(code: str, unit: str) -> Any:
    # slow: the library of calendars
    from workshop.views import calendar_files, unit_calendar

    workshop = feed().read(workshops.find, code)
    data = unit_calendar.calendar_of(workshop.salt, workshop.title, _of_unit(code, unit), workshop.seq)
    return download(data, f"กำหนด {unit}.ics", "laena-actions.ics", calendar_files.MEDIA_TYPE)
