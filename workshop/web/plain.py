"""A form without any script that joins and hands in a note, for browsers that the phone's page cannot run in.

Each form carries a key and a note's id of its own, made here: no cookie, so that no other site can use them, and a form
that is sent twice is one note.
"""

import secrets
import uuid
from collections.abc import Set
from typing import Any

from flask import render_template, request

from workshop.domain import notes, participants, veil, wording
from workshop.domain.endings import from_phone
from workshop.errors import Refusal, UnknownWorkshop
from workshop.messages.incoming import Join, SubmitNote, parse
from workshop.views import phones
from workshop.web.edge import feed, language
from workshop.web.participant import LIMITS, pages

_FIELDS = ("key", "id", "group", "kind", "name", "slip", "text")


@pages.get("/j/<code>/plain")
def plain(code: str) -> Any:
    return _page(code, {**_new(), "key": secrets.token_hex(16)})


@pages.post("/j/<code>/plain")
def plain_note(code: str) -> Any:
    """Join where that is still to be done, and insert the note; what was refused stays in the form."""
    given = {name: request.form.get(name, "") for name in _FIELDS}
    try:
        _hand_in(code, given)
    except UnknownWorkshop:
        raise
    except Refusal as refusal:
        return _page(code, given, refused=refusal.in_form or refusal.shape()["message"]), refusal.status
    return _page(code, {**given, **_new()}, saved=given["text"])


def _new() -> dict[str, str]:
    return {"id": str(uuid.uuid4()), "text": ""}


def _hand_in(code: str, given: dict[str, str]) -> None:
    """Raises what participants.join and notes.submit raise."""
    key, group = given["key"], wording.number(given["group"])
    me = feed().read(phones.phone, code, key)["me"]
    if me is None or me["group_id"] != group or given["name"].strip() not in ("", me["name"]):
        profile = parse(Join, {"group_id": group, "name": given["name"], "slip": given["slip"][:400]})
        feed().change_brief(
            code, "participant", lambda change: from_phone(change, lambda: participants.join(change, key, profile))
        )
    phase, category, promised, run, alone = [*given["kind"].split(" "), *[""] * 5][:5]
    told = {"promised": promised, "alone": alone == veil.NAME, "name": given["name"], "run": wording.number(run)}
    what = {"id": given["id"], "phase_id": wording.number(phase), "category": category, "text": given["text"]}
    note = parse(SubmitNote, {**what, **told})
    feed().change_brief(code, "participant", lambda change: from_phone(change, lambda: notes.submit(change, key, note)))


def _kind(phase: dict[str, Any], category: str, veiled: Set[int]) -> str:
    """Return where the note belongs, and what the form has said of who sees it and whose it is."""
    said = (phase["id"], category, phase["identity"], phase["run"], veil.NAME if phase["id"] in veiled else "")
    return " ".join(map(str, said)).strip()


def _page(code: str, given: dict[str, str], saved: str = "", refused: object = "") -> str:
    state = feed().read(phones.phone, code, given["key"], language=language())
    names = {category["key"]: category["name"] for category in state["workshop"]["categories"]}
    veiled = veil.phases_of(state["phases"])
    kinds = [
        (_kind(phase, key, veiled), phase["title"], names.get(key, ""), phase)
        for phase in state["phases"]
        if phase["state"] == "open"
        for key in phase["categories"]
    ]
    return render_template(
        "participant/plain.html",
        state=state,
        kinds=kinds,
        veiled=veiled,
        given=given,
        saved=saved,
        refused=refused,
        limits=LIMITS,
    )
