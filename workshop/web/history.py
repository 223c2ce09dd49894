"""The page with what the facilitators did."""

from functools import partial

from flask import render_template, request

from workshop.domain import wording
from workshop.views import dates, history
from workshop.web.edge import facilitator_page, feed, language
from workshop.web.facilitator import pages


@pages.get("/workshops/<code>/history", endpoint="history")
@facilitator_page
def page(code: str) -> str:
    found = feed().read(history.of, code, wording.number(request.args.get("before", "")))
    return render_template(
        "facilitator/history.html", history=found, code=code, moment=partial(dates.moment, language=language())
    )
