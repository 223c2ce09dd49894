"""The page on which a workshop is shut, ended, archived and deleted, and the page of its phones and groups."""

from collections.abc import Callable
from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from flask_babel import gettext

from workshop.domain import (
    access_log,
    corrections,
    endings,
    helpers,
    mutes,
    notices,
    persons,
    sessions,
    wording,
    workshops,
)
from workshop.errors import Refusal
from workshop.feed import Changing, now_ms
from workshop.messages.incoming import SetGroup
from workshop.views import dates
from workshop.web import edge
from workshop.web.edge import facilitator, facilitator_page, feed, language, settings
from workshop.web.facilitator import pages

ACTS: dict[str, Callable[[Changing], None]] = {
    "shut": lambda change: endings.shut_door(change, True),
    "unshut": lambda change: endings.shut_door(change, False),
    "end": endings.end,
    "end_asking": endings.end_asking,
    "reopen": endings.reopen,
    "archive": lambda change: endings.archive(change, True),
    "unarchive": lambda change: endings.archive(change, False),
    "delete": lambda change: endings.delete_after(change, settings().delete_days),
    "spare": endings.spare,
}


@pages.get("/workshops/<code>/endings", endpoint="endings")
@facilitator_page
def page(code: str) -> Any:
    """Show the page; who may end nothing finds here, as before, the phones and groups."""
    if not edge.may("facilitator.bring_about"):
        return redirect(url_for("facilitator.phones", code=code))
    return render_template(
        "facilitator/endings.html",
        workshop=feed().read(workshops.find, code),
        days=settings().delete_days,
        moment=lambda ms: dates.moment(ms, language()),
    )


@pages.get("/workshops/<code>/phones", endpoint="phones")
@facilitator_page
def phones(code: str) -> str:
    return _page(code)


def _page(code: str, message: object = "") -> str:
    return render_template(
        "facilitator/phones.html",
        message=message,
        groups=feed().read(endings.groups_of, code),
        workshop=feed().read(workshops.find, code),
        phones=feed().read(endings.phones_of, code),
        silenced=feed().read(endings.silenced_of, code),
    )


@pages.post(f"/workshops/<code>/endings/<any({', '.join(ACTS)}):act>")
@facilitator_page
def bring_about(code: str, act: str) -> Any:
    feed().change(code, facilitator(), ACTS[act])
    if act == "delete":
        feed().write(access_log.add, access_log.What.DELETE, code, **edge.by())
    back = "console" if act in ("end", "end_asking") and request.form.get("back") == "console" else "endings"
    return redirect(url_for(f"facilitator.{back}", code=code))


@pages.post("/workshops/<code>/phones/<participant_id>/<any(remove, admit):verb>")
@facilitator_page
def remove_phone(code: str, participant_id: str, verb: str) -> Any:
    """Shut a phone out, or let it in again; a refusal stands on the page."""
    try:
        feed().change(code, facilitator(), endings.remove_phone, participant_id, verb == "remove")
    except Refusal as refusal:
        return _page(code, refusal.message), refusal.status
    current_app.extensions["laena.removed_phones"].cut()
    return redirect(url_for("facilitator.phones", code=code))


@pages.post("/workshops/<code>/phones/<participant_id>/<any(mute, unmute):silence>")
@facilitator_page
def mute_phone(code: str, participant_id: str, silence: str) -> Any:
    """Mute a phone, or let it go on; a refusal stands on the page."""
    try:
        feed().change(code, facilitator(), mutes.mute_phone, participant_id, silence == "mute")
    except Refusal as refusal:
        return _page(code, refusal.message), refusal.status
    return redirect(url_for("facilitator.phones", code=code))


@pages.post("/workshops/<code>/silenced/<note_id>/unmute")
@facilitator_page
def unmute_behind(code: str, note_id: str) -> Any:
    """Let the phone behind a note go on; a refusal stands on the page."""
    try:
        feed().change(code, facilitator(), mutes.mute_behind, note_id, False)
    except Refusal as refusal:
        return _page(code, refusal.message), refusal.status
    return redirect(url_for("facilitator.phones", code=code))


@pages.post("/workshops/<code>/phones/<participant_id>/group")
@facilitator_page
def seat(code: str, participant_id: str) -> Any:
    feed().change(code, facilitator(), corrections.seat, participant_id, _number("group"))
    return redirect(url_for("facilitator.phones", code=code))


@pages.post("/workshops/<code>/groups/notes")
@facilitator_page
def regroup_all(code: str) -> Any:
    """Move a group's notes; the page says how many."""
    try:
        moved = feed().change(code, facilitator(), corrections.regroup, _number("of"), SetGroup(to=_number("to") or 1))
    except Refusal as refusal:
        return _page(code, refusal.message), refusal.status
    return _page(code, gettext("ย้ายแล้ว %(n)s ความเห็น เลิกทำได้ที่แผงควบคุม", n=moved))


def _number(name: str) -> int:
    return wording.number(request.form.get(name, ""))


@pages.get("/workshops/<code>/processing")
@facilitator_page
def processing(code: str) -> str:
    """Render the record of processing, to be printed."""
    return render_template(
        "facilitator/processing.html",
        workshop=feed().read(workshops.find, code),
        notice=feed().read(notices.of, code),
        phones=len(feed().read(endings.phones_of, code)),
        entries=feed().read(access_log.of_workshop, code),
        helpers=len(feed().read(helpers.listed, code, None)),
        helper_days=sessions.HELPER_DAYS,
        people=feed().read(persons.any_person),
        named=edge.sees_people(),
        settings=settings(),
        now=now_ms(),
        moment=lambda ms: dates.moment(ms, language()),
    )
