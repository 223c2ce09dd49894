"""The department's page on which units of a directive are merged and split, and what was done is told and undone."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from workshop.domain.wording import number
from workshop.errors import Refusal
from workshop.views import dates
from workshop.web.directives import pages
from workshop.web.edge import facilitator_page, feed, language
from workshop.year import answers, by_province, directives, reshaping


@pages.get("/directives/<uid>/units")
@facilitator_page
def reshape(uid: str) -> str:
    return _page(uid)


@pages.post("/directives/<uid>/units")
@facilitator_page
def change_units(uid: str) -> Any:
    """Merge or split the chosen units, or with `undo` take such a step back; what was refused stays in its fields."""
    form = request.form
    was = number(form.get("was", ""))
    try:
        if undo := number(form.get("undo", "")):
            feed().write(reshaping.undo, uid, undo, was)
        else:
            feed().write(reshaping.change, uid, form.getlist("former"), form.get("new", ""), was)
    except Refusal as refusal:
        return _page(uid, refusal), refusal.status
    return redirect(url_for("directives.reshape", uid=uid, saved=1, _anchor="history"))


def _page(uid: str, refusal: Refusal | None = None) -> str:
    row = feed().read(directives.find, uid)
    content = directives.content_of(row)
    # What is wrong with a list of units says units.pasted, which the form of a directive asks too.
    errors = {name.replace("units", "new"): str(text) for name, text in refusal.errors.items()} if refusal else {}
    return render_template(
        "facilitator/directive_units.html",
        row=row,
        content=content,
        provinces=by_province.all_folded(content.units),
        history=[(each, reshaping.undoable(row, each)) for each in reversed(reshaping.of(row))],
        answered={each.unit.code for each in feed().read(answers.table, uid).counting},
        chosen=set(request.form.getlist("former")) if refusal else set(),
        typed=request.form.get("new", "") if refusal else "",
        errors=errors,
        error=str(refusal.message) if refusal and not errors else "",
        saved="saved" in request.args,
        moment=lambda ms: dates.moment(ms, language()),
    )
