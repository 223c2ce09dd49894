"""The page of last year's cards: their status, what was learnt, and this year's themes beside last year's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, request, url_for

from workshop.domain import lookbacks, workshops, years
from workshop.domain.wording import number
from workshop.errors import Refusal
from workshop.feed import Changing
from workshop.messages.incoming import parse
from workshop.messages.lookback import SayFormer, SetCardStatus
from workshop.views import lookback_page
from workshop.views.asked.lookback import status_name
from workshop.views.years import STATES
from workshop.web.edge import facilitator, facilitator_page, feed, language
from workshop.web.facilitator import pages

ACTS: dict[str, Callable[[Changing, dict[str, Any]], object]] = {
    "status": lambda change, form: lookbacks.set_status(change, parse(SetCardStatus, form)),
    "former": lambda change, form: years.say(change, parse(SayFormer, form)),
}


@pages.get("/workshops/<code>/last-year", endpoint="lookback")
@facilitator_page
def page(code: str) -> str:
    return _page(code, request.args.get("only", ""))


@pages.post(f"/workshops/<code>/last-year/<any({', '.join(ACTS)}):point>", endpoint="lookback_act")
@facilitator_page
def act(code: str, point: str) -> Any:
    form: dict[str, Any] = request.form.to_dict()
    only = form.pop("only", "")
    form["lookback_id"] = number(form.get("lookback_id", ""))
    try:
        feed().change(code, facilitator(), ACTS[point], form)
    except Refusal as refusal:
        return _page(code, only, refusal), refusal.status
    about = form.get("theme_id") or form.get("card")
    return redirect(url_for("facilitator.lookback", code=code, only=only or None, _anchor=f"{point}-{about}"))


def _page(code: str, only: str, refusal: Refusal | None = None) -> str:
    return render_template(
        "facilitator/last_year.html",
        workshop=feed().read(workshops.find, code),
        found=feed().read(lookback_page.of, code),
        only=only if only in lookback_page.FILTERS else "",
        filters=lookback_page.FILTERS,
        answers={status: status_name(status, language()) for status in lookbacks.STATUSES},
        states={state: name.in_(language()) for state, name in STATES.items()},
        refusal=refusal,
    )
