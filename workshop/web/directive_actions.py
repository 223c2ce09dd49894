"""The page of a directive on which the department sees what units decided to do, and its files."""

from __future__ import annotations

from flask import Response, current_app, render_template

from workshop.domain.actions import STATUSES
from workshop.views import dates
from workshop.web.directives import pages
from workshop.web.downloads import download, log_export
from workshop.web.edge import facilitator_page, feed, language
from workshop.year import directives, state_tables, unit_actions

PATIENCE_SECONDS = 60


@pages.get("/directives/<uid>/actions")
@facilitator_page
def actions(uid: str) -> str:
    return render_template(
        "facilitator/directive_actions.html",
        row=feed().read(directives.find, uid),
        found=feed().read(unit_actions.of, uid),
        statuses=STATUSES,
        spoken=lambda day: dates.spoken(day, language(), both_eras=False),
    )


@pages.get("/directives/<uid>/actions/<any(csv, xlsx):kind>")
@facilitator_page
def actions_file(uid: str, kind: str) -> Response:
    """Answer with the list as a file, written by a worker."""
    row = feed().read(directives.find, uid)
    data = current_app.extensions["laena.jobs"].actions_file(uid, kind, language(), PATIENCE_SECONDS)
    log_export("", f"actions {kind}")
    name = f"สิ่งที่จะทำ {row.content['number']}.{kind}"
    return download(data, name, f"laena-actions.{kind}", state_tables.MEDIA_TYPES[kind])
