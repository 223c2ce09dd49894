"""The files on the page of the office: its own font."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from flask import Blueprint, current_app, redirect, request, url_for

from workshop.domain import office_fonts, offices
from workshop.domain.office_templates import UnfitTemplate
from workshop.errors import Refusal
from workshop.web.edge import facilitator_page, feed, large_body
from workshop.web.offices import OfficeForm, shown

pages = Blueprint("office_files", __name__)
FORM = 100_000  # bytes beside the files


@facilitator_page
def add_fonts() -> Any:
    """Take the faces of a font, all or none; each is read in a process of its own."""
    return done(_add_fonts)


def _add_fonts() -> None:
    sent = [each for each in request.files.getlist("font") if each.filename]
    if not sent or len(sent) > len(office_fonts.FACES):
        raise office_fonts.UnfitFont("number")
    files = [each.read(office_fonts.MAX_BYTES + 1) for each in sent]
    if any(len(data) > office_fonts.MAX_BYTES for data in files):
        raise office_fonts.UnfitFont("large")
    process = current_app.extensions["laena.office_process"]
    feed().write(office_fonts.add, [process.font(data) for data in files])


pages.add_url_rule(
    "/office/fonts",
    "add_fonts",
    large_body(add_fonts, len(office_fonts.FACES) * office_fonts.MAX_BYTES + FORM),
    methods=["POST"],
)


@pages.post("/office/fonts/remove")
@facilitator_page
def remove_fonts() -> Any:
    return done(lambda: feed().write(office_fonts.remove))


def done(step: Callable[[], None]) -> Any:
    """Take the step, and show the page of the office again, with what was refused."""
    try:
        step()
    except Refusal as refusal:
        stored = feed().read(offices.read)
        form = OfficeForm()
        form.process(data=asdict(stored))  # what was sent has none of the office's fields
        faults = {refusal.kind: refusal.faults} if isinstance(refusal, UnfitTemplate) else {}
        return shown(form, stored, refusal.errors or {"": refusal.message}, faults), refusal.status
    return redirect(url_for("offices.office", saved=1))
