"""Downloads of the report, which the worker writes."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, current_app, request, url_for

from workshop.domain import chapters, offices, workshops
from workshop.reports import report_schema
from workshop.reports.format import Format
from workshop.reports.formats import FORMATS, offered
from workshop.web.downloads import download, log_export
from workshop.web.edge import facilitator_call, facilitator_page, feed, language, ok

pages = Blueprint("exports", __name__)
PATIENCE_SECONDS = 60


@pages.get("/api/w/<code>/exports")
@facilitator_call
def exports(code: str) -> Response:
    """List the formats with the address of each file."""
    return ok(
        exports=[
            {
                "key": each.key,
                "title": each.title[language()],
                "about": each.about[language()],
                "suffix": each.suffix,
                "media_type": each.media_type,
                "address": url_for("exports.export", code=code, kind=each.key),
            }
            for each in files_of(code)
        ]
    )


def files_of(code: str) -> list[Format]:
    """Return the formats that are offered for a workshop: by its office, and by the chapters of its report."""
    workshop = feed().read(workshops.find, code)
    return offered(feed().read(offices.read), feed().read(chapters.of, workshop.id))


def taken_home(files: Sequence[Format]) -> list[Format]:
    """Return those that a facilitator takes home when the day is over: the report, its letter, and all in one file."""
    return [each for each in files if each.key in ("pdf", "docx", "parcel") or (each.letter and each.suffix == ".pdf")]


@pages.get("/schemas/report.json")
def schema() -> Response:
    """Answer with the JSON Schema of the JSON export; it says nothing of any workshop."""
    return Response(report_schema.text(), content_type="application/schema+json")


@pages.get("/workshops/<code>/export/<kind>")
@facilitator_page
def export(code: str, kind: str) -> Any:
    if kind not in FORMATS:
        abort(404)
    feed().read(workshops.find, code)
    thai_digits = request.args.get("digits") != "arabic"
    name, data = current_app.extensions["laena.jobs"].report(code, kind, language(), PATIENCE_SECONDS, thai_digits)
    log_export(code, f"{kind} · {language()}")
    return download(data, name, f"laena-{code}{FORMATS[kind].suffix}", FORMATS[kind].media_type)
