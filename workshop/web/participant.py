"""The phone: the door, the one page, and the calls it makes."""

from collections.abc import Callable
from typing import Any, overload

from flask import Blueprint, Response, redirect, render_template, request, url_for

from workshop.domain import activities, codes, notes, notices, participants, reactions
from workshop.domain.endings import from_phone
from workshop.domain.wording import NOTE_LIMIT
from workshop.errors import UnknownWorkshop, WorkshopEnded
from workshop.feed import Changing
from workshop.messages.incoming import EditNote, Join, M, Message, React, SubmitNote
from workshop.views import outcomes as what_became
from workshop.views import phones
from workshop.web import phone_page
from workshop.web.edge import body, declared, device, feed, language, ok, since

pages = Blueprint("participant", __name__)
LIMITS = {"note": NOTE_LIMIT, "name": 80, **activities.LIMITS}


@pages.get("/")
def door() -> str:
    return render_template("participant/door.html", error=None, code="")


@pages.get("/join")
def join_by_code() -> Any:
    code = codes.typed(request.args.get("code", ""))
    try:
        feed().read_brief(phones.phone, code)
    except (UnknownWorkshop, WorkshopEnded) as refusal:
        return render_template("participant/door.html", error=str(refusal.message), code=code), refusal.status
    return redirect(url_for("participant.phone", code=code))


@pages.get("/j/<code>", strict_slashes=False)
@pages.get("/J/<code>", strict_slashes=False, alias=True)
def phone(code: str) -> Any:
    """The phone's page; from a link with words, a slash or parameters stuck to it, a redirect to the plain one."""
    try:
        state = feed().read_brief(phones.phone, code, language=language())
    except WorkshopEnded:
        state = feed().read_brief(phones.after_its_end, code, language())
    plain = url_for("participant.phone", code=state["workshop"]["code"])
    if request.path.upper() != plain.upper():
        return redirect(plain)
    notice = feed().read_brief(notices.of, code)
    code = state["workshop"]["code"]
    return phone_page.render(code, state, notice, LIMITS)


@pages.get("/late-parts/cards")
def late_parts() -> Response:
    """The cards of what a room may be asked and of what stands below notes: few phones need them at first."""
    return phone_page.late_parts()


@pages.get("/late-parts/desk")
def desk_parts() -> Response:
    """What a phone shows below the field and of its state, with its words; the page works without it until it sends."""
    return phone_page.desk_parts()


@pages.get("/api/w/<code>/state")
def state(code: str) -> Response:
    key = device() if "Authorization" in request.headers else ""
    asked = code, key, since(), language()
    return ok(**(feed().read_brief(phones.brief, *asked) or feed().read(phones.phone, *asked)))


@pages.get("/api/w/<code>/outcomes")
def outcomes(code: str) -> Response:
    """What became of this phone's own notes, by their ids; asked when somebody taps for it."""
    return ok(outcomes=feed().read(what_became.of, code, device(), language()))


@overload
def phone_write(method: str, path: str, name: str, verb: Callable[[Changing, str, str], None]) -> None: ...


@overload
def phone_write(
    method: str,
    path: str,
    name: str,
    verb: Callable[[Changing, str, M], Any] | Callable[[Changing, str, str, M], Any],
    sends: type[M],
    answers: str,
    late: bool = False,
) -> None: ...


def phone_write(
    method: str,
    path: str,
    name: str,
    verb: Callable[..., Any],
    sends: type[Message] | None = None,
    answers: str = "",
    late: bool = False,
) -> None:
    """Declare a write below /api/w/<code>: the verb gets the phone's key, the id in the path and the body, where given.

    The call answers with the new seq and, as `answers`, with the verb's result. `late`: see endings.from_phone.
    """

    def call(code: str, **named: str) -> Response:
        given = (device(), *named.values(), *([body(sends)] if sends else []))
        result, seq = feed().change_brief(
            code, "participant", lambda change: (from_phone(change, lambda: verb(change, *given), late), change.seq)
        )
        return ok(**({answers: result} if answers else {}), seq=seq)

    pages.add_url_rule(f"/api/w/<code>{path}", name, declared(call, "phone", sends), methods=[method])


phone_write("POST", "/join", "join", participants.join, Join, "me")
phone_write("POST", "/notes", "submit", notes.submit, SubmitNote, "note")
phone_write("PATCH", "/notes/<note_id>", "edit", notes.edit, EditNote, "note")
phone_write("DELETE", "/notes/<note_id>", "delete", notes.delete)
phone_write("PUT", "/notes/<note_id>/reaction", "react", reactions.react, React, "note")
