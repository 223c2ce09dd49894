"""The phone: the door, the one page, and the calls it makes."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for

from workshop.domain import codes, notes, participants, reactions
from workshop.domain.wording import COMMENT_LIMIT, NOTE_LIMIT
from workshop.errors import UnknownWorkshop
from workshop.messages.incoming import (
    EditNote,
    Join,
    React,
    SubmitNote,
)
from workshop.views import boards
from workshop.web.edge import body, change_brief, device, feed, language, ok, since

pages = Blueprint("participant", __name__)
LIMITS = {"note": NOTE_LIMIT, "comment": COMMENT_LIMIT, "name": 80}


@pages.get("/")
def door() -> str:
    return render_template("participant/door.html", error=None, code="")


@pages.get("/join")
def join_by_code() -> Any:
    code = codes.typed(request.args.get("code", ""))
    try:
        feed().read(boards.phone, code)
    except UnknownWorkshop as refusal:
        return render_template("participant/door.html", error=str(refusal.message), code=code), refusal.status
    return redirect(url_for("participant.phone", code=code))


@pages.get("/j/<code>")
def phone(code: str) -> str:
    state = feed().read(boards.phone, code, language=language())
    return render_template("participant/phone.html", state=state, code=state["workshop"]["code"], limits=LIMITS)


@pages.get("/api/w/<code>/state")
def state(code: str) -> Response:
    key = device() if "Authorization" in request.headers else ""
    return ok(**feed().read(boards.phone, code, key, since(), language()))


@pages.post("/api/w/<code>/join")
def join(code: str) -> Response:
    me, seq = change_brief(code, "participant", participants.join, device(), body(Join))
    return ok(me=me, seq=seq)


@pages.post("/api/w/<code>/notes")
def submit(code: str) -> Response:
    note, seq = change_brief(code, "participant", notes.submit, device(), body(SubmitNote))
    return ok(note=note, seq=seq)


@pages.patch("/api/w/<code>/notes/<note_id>")
def edit(code: str, note_id: str) -> Response:
    note, seq = change_brief(code, "participant", notes.edit, device(), note_id, body(EditNote))
    return ok(note=note, seq=seq)


@pages.delete("/api/w/<code>/notes/<note_id>")
def delete(code: str, note_id: str) -> Response:
    _, seq = change_brief(code, "participant", notes.delete, device(), note_id)
    return ok(seq=seq)


@pages.put("/api/w/<code>/notes/<note_id>/reaction")
def react(code: str, note_id: str) -> Response:
    note, seq = change_brief(code, "participant", reactions.react, device(), note_id, body(React))
    return ok(note=note, seq=seq)
