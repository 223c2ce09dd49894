"""What every handler needs: the feed, the body, the visitor's language, sessions, and the shape of answers."""

import contextlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import Response, current_app, g, jsonify, redirect, request, session, url_for
from flask_babel import get_locale
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from workshop.domain import access_log, consoles, persons, sessions
from workshop.domain.policy import Grant, Thing
from workshop.domain.roles import NotYourRole, Role
from workshop.domain.undo import ACTOR
from workshop.errors import BadJson, NotJoined, Refusal, SignIn, UnknownGroup, UnknownWorkshop
from workshop.feed import Actor, Changing, Feed
from workshop.messages.incoming import M, Message, parse
from workshop.reports.words import Language
from workshop.settings import Settings
from workshop.web import browsers, person_rights, rights

# Of the whole installation; a person's own are on the start page of the unit.
_LISTS = ("facilitator.workshops", "directives.every")
P = ParamSpec("P")
T = TypeVar("T")


def feed() -> Feed:
    return current_app.extensions["laena.feed"]  # type: ignore[no-any-return]


def settings() -> Settings:
    return current_app.extensions["laena.settings"]  # type: ignore[no-any-return]


def presence() -> Any:
    return current_app.extensions["laena.presence"]


def language() -> Language:
    return "en" if str(get_locale()) == "en" else "th"


def body(kind: type[M]) -> M:
    """Parse the JSON body. Raises BadJson, or a Refusal that names the fields."""
    try:
        data = request.get_json(force=True)
    except (BadRequest, RecursionError):
        raise BadJson from None
    if not isinstance(data, dict):
        raise BadJson
    return parse(kind, data)


def device() -> str:
    """Return the phone's key. Raises NotJoined where there is none."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not key:
        raise NotJoined
    return key


def since() -> int:
    """Return the client's last seq; 0 where it is not a number."""
    text = request.args.get("since", "0")
    g.since = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    return g.since  # type: ignore[no-any-return]


def ok(**fields: Any) -> Response:
    g.seq = fields.get("seq")
    return jsonify(ok=True, **fields)


def change(
    code: str, actor: str, verb: Callable[Concatenate[Changing, P], T], *args: P.args, **kwargs: P.kwargs
) -> tuple[T, int]:
    """Run a verb on the workshop; return its answer and the seq after the commit."""
    return feed().change(code, actor, lambda changing: (verb(changing, *args, **kwargs), changing.seq))


def declared(call: Callable[P, T], caller: str, sends: type[Message] | None) -> Callable[P, T]:
    """Return the call with what docs/http.md shows of it: who may call it, and with which body."""
    vars(call).update(caller=caller, sends=sends)
    return call


def large_body(call: Callable[P, T], most: int) -> Callable[P, T]:
    """Return the call, whose body may have so many bytes; the limit is raised before anything looks at the body."""
    vars(call).update(most_bytes=most)
    return call


def browser() -> sessions.Browser:
    """Return where this request comes from, for the list of sessions and the log."""
    return sessions.Browser(request.remote_addr or "", browsers.name(request.headers.get("User-Agent", "")))


def sign_in(token: str) -> None:
    session.clear()
    session.permanent = True
    session[sessions.IN_COOKIE] = token


def own_session() -> str | None:
    """Return the digest of this browser's session, valid or not."""
    return sessions.digest_in(session)


def facilitator() -> Actor:
    """Return who changes a workshop by this request: the facilitator at this console."""
    own = own_session()
    return Actor(ACTOR, consoles.key_of(own) if own is not None else "")


def signed_in() -> sessions.InForce | None:
    """Return this browser's valid session, of the password or a helper's."""
    own = own_session()
    found = feed().read_brief(sessions.in_force, [own]).get(own) if own is not None else None
    if own is None or found is None:
        return None
    # What an open page asks by itself is no use: a session left alone ends although its screen is on.
    by_hand = request.method != "GET" or not request.path.startswith("/api/")
    if by_hand and sessions.use_is_due(found.seen_at):
        with contextlib.suppress(Refusal, SQLAlchemyError):  # a full disk locks nobody out
            feed().write(sessions.use, own)
    return found


def has_password() -> bool:
    """Return whether this browser's session is one of the password, which has no role."""
    found = signed_in()
    return found is not None and not found.role


def has_account() -> bool:
    """Return whether this browser's session is one of the password, or a person's."""
    found = signed_in()
    return found is not None and (not found.role or found.person is not None)


def role() -> str:
    """Return the role of the helper who asks, or what a person's rights are like; "" for the password's session."""
    return str(g.get("role", ""))


def person() -> int | None:
    """Return the id of the person who asks; None for the password's session, and a helper's."""
    return g.get("person")  # type: ignore[no-any-return]


def by() -> dict[str, str]:
    """Return from which address this request comes and, where a person asks, the sign-in name, for the access log."""
    name = feed().read_brief(persons.name_of, g.person) if person() is not None else ""
    return {"address": request.remote_addr or "", "person": name}


def sees_people() -> bool:
    """Return whether who asks may see who people are: the administrator, and whom the policy lets."""
    return g.grants[Thing.PEOPLE] >= Grant.SEE if person() is not None else not role()


def may(endpoint: str) -> bool:
    """Return whether who asks may call this endpoint; for pages, which leave out what would be refused."""
    if person() is not None:
        return person_rights.may(g.grants, endpoint)
    return rights.may(role(), endpoint)


def _admit(found: sessions.InForce) -> None:
    """Look whether a helper or person may do this. Raises NotYourRole, and UnknownWorkshop and its like for what is
    another workshop's or unit's."""
    g.role, g.home, g.person, g.shown = found.role, found.code, found.person, found.name
    if found.person is not None:
        g.grants = person_rights.NOTHING  # also for the page that says what is refused
        g.grants = feed().read_brief(person_rights.granted, found.person, request.view_args or {})
        g.role = person_rights.like(g.grants).value
        person_rights.check(g.grants, request.endpoint or "")
        return
    if not found.role:
        return
    code = (request.view_args or {}).get("code")
    if code is not None and code != found.code:
        raise UnknownWorkshop
    if found.role == Role.SCRIBE and (request.view_args or {}).get("group_id") not in (None, found.group_id):
        raise UnknownGroup
    if not may(request.endpoint or ""):
        raise NotYourRole


def home(found: sessions.InForce) -> str:
    """Return the address at which a helper's or person's work begins."""
    if found.person is not None:
        return url_for("people.home")
    if found.role == Role.SCRIBE:
        return url_for("facilitator.group_board", code=found.code, group_id=found.group_id)
    return url_for("facilitator.remote" if found.role == Role.REMOTE else "facilitator.console", code=found.code)


def sign_out() -> None:
    """End the session in every process and close its sockets."""
    own = own_session()
    if own is not None and feed().write(_end, own, request.remote_addr or ""):
        cut_ended()
    session.clear()


def cut_ended() -> None:
    """Close the sockets of ended sessions; those of other processes are closed within the second."""
    current_app.extensions["laena.signed_in"].cut_ended()


def _end(changing: Session, own: str, address: str) -> bool:
    found = sessions.in_force(changing, [own]).get(own)
    ended = sessions.end(changing, own)
    if ended:
        name = persons.name_of(changing, found.person) if found and found.person is not None else ""
        access_log.add(changing, access_log.What.SIGN_OUT, address=address, person=name)
    return ended


def facilitator_page(view: Callable[P, T]) -> Callable[P, T]:
    """Redirect visitors without a session to the sign-in page, and back afterwards; refuse what no role includes."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        found = signed_in()
        if found is None:
            return redirect(url_for("facilitator.sign_in", next=_afterwards()))  # type: ignore[return-value]
        lists = ("facilitator.workshops",) if found.person is None else _LISTS
        if found.role and request.endpoint in lists:
            return redirect(home(found))  # type: ignore[return-value]
        _admit(found)
        return view(*args, **kwargs)

    return guarded


def _afterwards() -> str:
    """Return the page to which a sign-in leads: the one asked for, or the one with the form that was sent."""
    if request.method in ("GET", "HEAD"):
        return request.path
    page = urlsplit(request.referrer or "")
    return page._replace(scheme="", netloc="").geturl() if page.netloc == request.host else ""


def facilitator_call(view: Callable[P, T]) -> Callable[P, T]:
    """Require a session whose role includes this. Raises SignIn, NotYourRole, UnknownWorkshop."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        found = signed_in()
        if found is None:
            raise SignIn
        _admit(found)
        return view(*args, **kwargs)

    return guarded


def inside(address: str, otherwise: str = "/workshops") -> str:
    """Return the address if it is a path of this host, else `otherwise`."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and not any(letter < " " for letter in address) else otherwise
