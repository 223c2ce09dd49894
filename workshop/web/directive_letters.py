"""The page of the letters back to all units: what is typed for them, how far they are, and the ZIP."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _

from workshop.domain import heartbeat
from workshop.errors import Conflict, Refusal
from workshop.web.downloads import download, log_export
from workshop.web.edge import facilitator_page, feed, language
from workshop.year import board, directives, letter_order
from workshop.year.refusals import BoardChanged

pages = Blueprint("directive_letters", __name__)
_FORMER = _("กระดานรวมทำใหม่หลังจากจัดทำหนังสือ กด “จัดทำหนังสือ” อีกครั้ง")
_GONE = _("ไฟล์หนังสือถูกลบไปแล้ว กด “จัดทำหนังสือ” อีกครั้ง")


@pages.get("/directives/<uid>/letters")
@facilitator_page
def page(uid: str) -> str:
    return _page(uid)


@pages.post("/directives/<uid>/letters")
@facilitator_page
def order(uid: str) -> Any:
    """Let a worker write the letters; what was refused stays in the form."""
    feed().read(directives.find, uid)
    try:
        if not feed().read(board.is_made, uid):
            raise BoardChanged
        jobs = current_app.extensions["laena.jobs"]
        jobs.letters(uid, request.form.get("to", ""), request.form.get("decided", ""), language())
    except Refusal as refusal:
        return _page(uid, refusal), refusal.status
    return redirect(url_for("directive_letters.page", uid=uid))


@pages.get("/directives/<uid>/letters/zip")
@facilitator_page
def file(uid: str) -> Any:
    row = feed().read(directives.find, uid)
    found = feed().read(letter_order.of, uid)
    if found.state == letter_order.DONE and not feed().read(letter_order.is_current, uid):
        refusal = Conflict(_FORMER)
        return _page(uid, refusal), refusal.status
    data = current_app.extensions["laena.jobs"].letters_file(found.job) if found.state == letter_order.DONE else None
    if data is None:
        refusal = Conflict(_GONE)
        return _page(uid, refusal), refusal.status
    log_export("", "letters back")
    return download(data, f"หนังสือแจ้งกลับ {row.content['number']}.zip", "laena-letters.zip", "application/zip")


def _page(uid: str, refusal: Refusal | None = None) -> str:
    row = feed().read(directives.find, uid)
    found = feed().read(letter_order.of, uid)
    typed = {"to": found.to, "decided": found.decided, **(request.form.to_dict() if refusal else {})}
    return render_template(
        "facilitator/directive_letters.html",
        row=row,
        content=directives.content_of(row),
        whole=feed().read(board.read, uid),
        order=found,
        current=feed().read(letter_order.is_current, uid),
        typed=typed,
        unit=letter_order.UNIT,
        limits={"to": letter_order.TO_LIMIT, "decided": letter_order.TEXT_LIMIT},
        worker=feed().read(heartbeat.alive),
        error=str(refusal.message) if refusal and not refusal.errors else "",
        errors={name: str(text) for name, text in refusal.errors.items()} if refusal else {},
    )
