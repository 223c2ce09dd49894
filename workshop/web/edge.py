"""What every handler needs: the feed, the body, the visitor's language, sessions, and the shape of answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from flask import Response, current_app, g, jsonify, redirect, request, session, url_for
from flask_babel import get_locale
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from workshop.domain import facilitator
from workshop.errors import BadJson, NotJoined, SignIn, TooLarge
from workshop.feed import Changing, Feed
from workshop.messages.incoming import M, Message, parse
from workshop.reports.words import Language
from workshop.settings import Settings

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
    """Parse the JSON body. Raises BadJson, TooLarge or a Refusal that names the fields."""
    try:
        data = request.get_json(force=True)
    except RequestEntityTooLarge:
        raise TooLarge from None
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


def sign_in(given: facilitator.Pass) -> None:
    session.clear()
    session.permanent = True
    session[facilitator.IN_COOKIE] = [given.version, given.id]


def signed_in() -> bool:
    own = facilitator.pass_in(session)
    return own is not None and bool(feed().read_brief(facilitator.in_force, [own]))


def sign_out() -> None:
    """End the session in every process and close its sockets."""
    own = facilitator.pass_in(session)
    if own is not None:
        feed().write(facilitator.sign_out, own)
        current_app.extensions["laena.signed_in"].cut_ended()
    session.clear()


def facilitator_page(view: Callable[P, T]) -> Callable[P, T]:
    """Redirect visitors without a session to the sign-in page, and back afterwards."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        if not signed_in():
            return redirect(url_for("facilitator.sign_in", next=request.path))  # type: ignore[return-value]
        return view(*args, **kwargs)

    return guarded


def facilitator_call(view: Callable[P, T]) -> Callable[P, T]:
    """Require the facilitator's session. Raises SignIn."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        if not signed_in():
            raise SignIn
        return view(*args, **kwargs)

    return guarded
