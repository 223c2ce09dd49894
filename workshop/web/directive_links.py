"""The department's page of links by which units send their answers: made for one unit or all at once, and revoked."""

from __future__ import annotations

import secrets
from typing import Any

from flask import redirect, render_template, request, url_for

from workshop.domain import office_fonts
from workshop.domain.wording import number
from workshop.errors import Refusal
from workshop.views import dates
from workshop.web import invite
from workshop.web.directives import pages
from workshop.web.downloads import download, log_export
from workshop.web.edge import facilitator_page, feed, language, settings
from workshop.year import answer_links, by_province, directives, link_tables, state_tables, units

_ONE, _MISSING, _EVERY, _REVOKE = "one", "missing", "every", "revoke"


@pages.get("/directives/<uid>/links")
@facilitator_page
def links(uid: str) -> str:
    return _page(uid)


@pages.post("/directives/<uid>/links")
@facilitator_page
def change_links(uid: str) -> Any:
    """Make links, and show them this once, as only their digests are stored; or revoke one.

    Whoever loads the page anew, or downloads the table, sends the same form, and gets the same links.
    """
    deed, unit, kind = (request.form.get(name, "") for name in ("deed", "unit", "table"))
    if deed == _REVOKE:
        feed().write(answer_links.revoke, uid, unit)
        province = units.province_of(unit) or None
        return redirect(url_for("directives.links", uid=uid, saved=1, province=province, _anchor=f"unit-{unit}"))
    row = feed().read(directives.find, uid)
    asked = request.form.get("asked", "")[:100] or secrets.token_urlsafe(16)
    grace = number(request.form.get("grace", str(answer_links.DEFAULT_GRACE)))
    wanted = {_ONE: [unit], _MISSING: None, _EVERY: [each["code"] for each in row.content["units"]]}
    try:
        if deed not in wanted:
            raise Refusal
        made = feed().write(answer_links.make, uid, wanted[deed], asked, grace)
    except Refusal as refusal:
        return _page(uid, refusal), refusal.status
    base = invite.base()
    table = [(each, f"{base}{url_for('answer_links.page', token=each.token)}") for each in made]
    if kind in link_tables.WRITERS:
        log_export("", "answer links")
        data = link_tables.WRITERS[kind](table, language(), feed().read(office_fonts.read))
        name = f"ลิงก์ส่งคำตอบ {row.content['number']}.{kind}"
        return download(data, name, f"laena-links.{kind}", state_tables.MEDIA_TYPES[kind])
    return render_template(
        "facilitator/directive_links_made.html",
        row=row,
        content=directives.content_of(row),
        table=table,
        sent={"deed": deed, "unit": unit, "asked": asked, "grace": grace},
        qr=invite.qr_of(table[0][1]) if len(table) == 1 else "",
        nearby=not settings().public_address,
        spoken=lambda day: dates.spoken(day, language()),
    )


def _page(uid: str, refusal: Refusal | None = None) -> str:
    row = feed().read(directives.find, uid)
    lines = feed().read(answer_links.listed, uid)
    return render_template(
        "facilitator/directive_links.html",
        row=row,
        content=directives.content_of(row),
        lines=lines,
        folded=by_province.folded(lines, lambda each: each.unit, request.args.get("province", "")),
        used_of=lambda rows: sum(each.state == answer_links.State.USED for each in rows),
        used=sum(each.state == answer_links.State.USED for each in lines),
        states=link_tables.STATES,
        graces=answer_links.GRACES,
        grace=answer_links.DEFAULT_GRACE,
        new=lambda: secrets.token_urlsafe(16),
        error=str(refusal.message) if refusal else "",
        saved="saved" in request.args,
        spoken=lambda day: dates.spoken(day, language()),
        moment=lambda ms: dates.moment(ms, language()),
    )
