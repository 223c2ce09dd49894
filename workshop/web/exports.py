"""Downloads of the report, which the worker writes."""

import contextlib
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from workshop.domain import access_log, offices, workshops
from workshop.errors import Refusal, TryAgain
from workshop.reports import report_schema
from workshop.reports.formats import FORMATS, offered
from workshop.web.edge import facilitator_call, facilitator_page, feed, language, ok

pages = Blueprint("exports", __name__)
PATIENCE_SECONDS = 60


@pages.get("/api/w/<code>/exports")
@facilitator_call
def exports(code: str) -> Response:
    """List the formats with the address of each file."""
    feed().read(workshops.find, code)
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
            for each in offered(feed().read(offices.read))
        ]
    )


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
    written = current_app.extensions["laena.jobs"].report(code, kind, language(), PATIENCE_SECONDS, thai_digits)
    if written is None:
        raise TryAgain
    name, data = written
    with contextlib.suppress(Refusal, SQLAlchemyError):  # on a full disk above all the report is needed
        feed().write(_log, code, f"{kind} · {language()}", request.remote_addr or "")
    disposition = f"attachment; filename=\"laena-{code}{FORMATS[kind].suffix}\"; filename*=UTF-8''{quote(name)}"
    return Response(data, content_type=FORMATS[kind].media_type, headers={"Content-Disposition": disposition})


def _log(session: Session, code: str, kind: str, address: str) -> None:
    access_log.add(session, access_log.What.EXPORT, code, address, kind)
