"""The page with the attendance list."""

from __future__ import annotations

from flask import Blueprint, render_template

from workshop.views import attendance
from workshop.web.edge import facilitator_page, feed

pages = Blueprint("attendance", __name__)


@pages.get("/workshops/<code>/attendance")
@facilitator_page
def page(code: str) -> str:
    return render_template("facilitator/attendance.html", list=feed().read(attendance.of, code), code=code)
