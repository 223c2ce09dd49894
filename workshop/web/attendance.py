"""The page with the attendance list, and how many came by unit as a table. No note is read for either."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, render_template
from flask_babel import gettext as _

from workshop.domain import office_fonts
from workshop.views import attendance
from workshop.web.downloads import download
from workshop.web.edge import facilitator_page, feed
from workshop.year import state_tables

pages = Blueprint("attendance", __name__)


@pages.get("/workshops/<code>/attendance")
@facilitator_page
def page(code: str) -> str:
    return render_template("facilitator/attendance.html", list=feed().read(attendance.of, code), code=code)


@pages.get("/workshops/<code>/attendance/<any(csv, xlsx):kind>")
@facilitator_page
def table(code: str, kind: str) -> Response:
    """Return how many devices joined by unit; it names nobody."""
    rows, fonts = list(_rows(feed().read(attendance.of, code))), feed().read(office_fonts.read)
    data = state_tables.csv_of(rows) if kind == "csv" else state_tables.xlsx_of(rows, (60, 14), fonts)
    return download(
        data, f"จำนวนผู้เข้าร่วมตามหน่วยงาน {code}.{kind}", f"laena-attendance.{kind}", state_tables.MEDIA_TYPES[kind]
    )


def _rows(found: attendance.Attendance) -> Iterator[list[int | str]]:
    yield [_("หน่วยงาน"), _("เครื่อง")]
    for unit, devices in found["units"]:
        yield [unit, devices]
    if found["without_unit"]:
        yield [_("ไม่ระบุหน่วยงาน"), found["without_unit"]]
    yield [_("รวม"), found["total"]]
