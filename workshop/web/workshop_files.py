"""A whole workshop as one file: its download, and the page on which one is looked at and taken in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, render_template, request, url_for

from workshop.domain import admission, outlines, workshops
from workshop.domain.policy import Thing
from workshop.errors import Refusal
from workshop.views import dates
from workshop.web import edge, ownership
from workshop.web import outlines as outline_pages
from workshop.web.downloads import download, log_export
from workshop.web.edge import facilitator_call, facilitator_page, feed, language, large_body, ok
from workshop.web.workshop_process import WorkshopProcess
from workshop.year import workshop_files

pages = Blueprint("workshop_files", __name__)
JSON = "application/json"


@pages.get("/workshops/<code>/file")
@facilitator_page
def file(code: str) -> Any:
    """Answer with the file; what has to be closed first is said on the page of the button."""
    workshop = feed().read(workshops.find, code)
    try:
        name, data = _process().make(workshop.code, request.args.get("files") != "0")
    except Refusal as refusal:
        form = outline_pages.NewForm()
        form.title.data = workshop.title
        outline = feed().read(outlines.of, code)
        return outline_pages.reuse_page(code, outline, form, unmade=refusal), refusal.status
    log_export(workshop.code, "workshop")
    return download(data, name, "laena-workshop.json", JSON)


@pages.get("/take-in")
@facilitator_page
def take_in() -> str:
    return render_template(
        "facilitator/take_in.html",
        most=workshop_files.MAX_BYTES,
        units=ownership.offered(Thing.FILE),
        unit=ownership.chosen(),
    )


def look() -> Response:
    """Answer with what the file would make, as the part of the page that shows it."""
    facts = _process().look(request.get_data(cache=False), _known())
    days = dates.span(dates.parse(facts["starts_on"]), dates.parse(facts["ends_on"]), language())
    return ok(html=render_template("parts/_workshop_facts.html", facts=facts, days=days), here=bool(facts["here"]))


def take() -> Response:
    """Make the workshop of the chosen unit; with `copy`, also where it is here already."""
    unit = ownership.unit_of(Thing.FILE)
    code = _process().take(request.get_data(cache=False), request.args.get("copy") == "1", unit, _known())
    return ok(code=code, href=url_for("facilitator.console", code=code))


for name, call in (("look", look), ("take", take)):
    pages.add_url_rule(
        f"/api/take-in/{name}", name, large_body(facilitator_call(call), workshop_files.MAX_BYTES), methods=["POST"]
    )


def _known() -> list[str] | None:
    """Return the codes of the workshops of which a person may be told that they are here; None: of all."""
    person = edge.person()
    if person is None:
        return None
    return sorted(feed().read(lambda session: admission.workshops(session, admission.held(session, person))))


def _process() -> WorkshopProcess:
    return current_app.extensions["laena.workshop_process"]  # type: ignore[no-any-return]
