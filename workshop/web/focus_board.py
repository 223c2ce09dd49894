"""The board of focus issues by district: seen, typed into, shown large, and taken as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from workshop.domain import focus_counts, office_fonts, unit_pages, workshops
from workshop.errors import Refusal, UnknownUnitPage
from workshop.messages.focus import SetFocusCount
from workshop.messages.incoming import parse
from workshop.views import focus_board
from workshop.web.downloads import download
from workshop.web.edge import facilitator, facilitator_page, feed
from workshop.web.facilitator import pages
from workshop.web.unit_pages import again
from workshop.web.unit_pages import pages as unit
from workshop.year import state_tables


@pages.get("/workshops/<code>/focus", endpoint="focus_board")
@facilitator_page
def page(code: str) -> str:
    return _page(code)


@pages.post("/workshops/<code>/focus", endpoint="save_focus")
@facilitator_page
def save(code: str) -> Any:
    """Store the counts of a unit; what was refused stays in its form."""
    form = request.form.to_dict()
    try:
        feed().change(code, facilitator(), focus_counts.save, parse(SetFocusCount, form))
    except Refusal as refusal:
        return _page(code, refusal), refusal.status
    return redirect(url_for("facilitator.focus_board", code=code, edit=form.get("unit"), _anchor="edit"))


@pages.get("/workshops/<code>/focus/<any(csv, xlsx):kind>", endpoint="focus_table")
@facilitator_page
def table(code: str, kind: str) -> Response:
    rows = list(_rows(feed().read(focus_board.of, code)))
    widths = (30, *(12 for _cell in rows[0][1:]))
    fonts = feed().read(office_fonts.read)
    data = state_tables.csv_of(rows) if kind == "csv" else state_tables.xlsx_of(rows, widths, fonts)
    return download(data, f"ประเด็นเน้นหนักรายอำเภอ {code}.{kind}", f"laena-focus.{kind}", state_tables.MEDIA_TYPES[kind])


@unit.post("/u/<token>/focus")
def report_focus(token: str) -> Any:
    """Store the counts of the unit whose link this is."""
    code, _unit = feed().read(unit_pages.find, token)
    try:
        message = parse(SetFocusCount, request.form.to_dict())
        feed().change(code, unit_pages.ACTOR, focus_counts.report, token, message)
    except UnknownUnitPage:
        raise
    except Refusal as refusal:
        return again(token, refusal, request.form.to_dict()), refusal.status
    return redirect(url_for("unit_pages.page", token=token, saved=f"focus-{message.key}", _anchor="focus"))


def _rows(board: focus_board.FocusBoard) -> Iterator[list[int | str]]:
    heads = (_("เป้าหมาย"), _("ถึงแล้ว"), _("สิ่งที่จะทำ"), _("เสร็จ"), _("เลยกำหนด"))
    yield [_("หน่วยงาน"), *(f"{name}: {head}" for _key, name in board.issues for head in heads)]
    for name, cells in (*board.rows, (_("รวม"), board.total)):
        row: list[int | str] = [name]
        for cell in cells:
            row += [cell.target, cell.reached, cell.actions, cell.done, cell.overdue]
        yield row


def _page(code: str, refusal: Refusal | None = None) -> str:
    workshop = feed().read(workshops.find, code)
    return render_template(
        "facilitator/focus_board.html",
        workshop=workshop,
        board=feed().read(focus_board.of, code),
        edit=request.values.get("edit") or request.form.get("unit", ""),
        large="large" in request.args,
        linked=feed().read(unit_pages.with_link, workshop.id),
        message=str(refusal.message) if refusal and not refusal.errors else "",
        errors={name: str(text) for name, text in refusal.errors.items()} if refusal else {},
        typed=request.form.to_dict() if refusal else {},
    )
