"""The page of slips: how many there are, a sheet of new ones to be printed, and batches that are voided."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from typing import Any

import segno
from flask import Blueprint, Response, redirect, render_template, request, stream_template, url_for

from workshop.domain import slips, workshops
from workshop.errors import BadSlipCount, Refusal
from workshop.views import dates
from workshop.views import slips as views
from workshop.web import invite
from workshop.web.edge import facilitator, facilitator_page, feed, language

pages = Blueprint("slips", __name__)


@pages.get("/workshops/<code>/slips")
@facilitator_page
def page(code: str) -> Any:
    return _page(code)


@pages.post("/workshops/<code>/slips")
@facilitator_page
def make(code: str) -> Any:
    """Make slips; answer with the sheet. Its codes are stored nowhere, so that this answer alone has them."""
    try:
        new = feed().change(code, facilitator(), slips.make, _count())
    except BadSlipCount as refusal:
        return _page(code, refusal), refusal.status
    workshop = feed().read(workshops.find, code)
    sheet = stream_template(
        "facilitator/slips_sheet.html",
        workshop=workshop,
        slips=_printed(new, invite.of(workshop.code)["url"]),
        count=len(new),
        address=invite.of(workshop.code)["url"].split("//", 1)[-1],
    )
    return Response(sheet, headers={"Cache-Control": "no-store"})


@pages.post("/workshops/<code>/slips/<int:batch_id>/void")
@facilitator_page
def void(code: str, batch_id: int) -> Any:
    feed().change(code, facilitator(), slips.void, batch_id)
    return redirect(url_for("slips.page", code=code))


@pages.post("/workshops/<code>/slips/joins/<any(on, off):choice>")
@facilitator_page
def joins(code: str, choice: str) -> Any:
    feed().change(code, facilitator(), slips.ask_to_join, choice == "on")
    return redirect(url_for("slips.page", code=code))


def _page(code: str, refusal: Refusal | None = None) -> str:
    return render_template(
        "facilitator/slips.html",
        workshop=feed().read(workshops.find, code),
        batches=feed().read(views.batches, code),
        most=slips.MOST,
        typed=request.form.get("count", ""),
        error=str(refusal.message) if refusal else "",
        moment=lambda ms: dates.moment(ms, language()),
    )


def _count() -> int:
    """Return the number typed, in Thai or Arabic digits; 0 where it is none."""
    typed = request.form.get("count", "").strip().replace(",", "")
    return int(typed) if typed.isdecimal() and len(typed) <= 6 else 0


def _printed(codes: list[str], url: str) -> Iterator[dict[str, str]]:
    """Yield each slip's code and QR, one at a time: between two, phones and screens have their turn."""
    for code in codes:
        time.sleep(0)
        picture = io.BytesIO()
        # A mask that is given, as trying all eight would take three times as long; readers take any.
        qr = segno.make_qr(f"{url}#slip={code}", error="m", mask=0)
        qr.save(picture, kind="svg", border=2, xmldecl=False, svgns=False, nl=False, omitsize=True, dark="#000")
        yield {"code": slips.spaced(code), "qr": picture.getvalue().decode()}
