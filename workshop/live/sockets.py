"""Admits sockets to rooms: phones by the workshop's code, boards by a session whose role sees them."""

import re
from typing import Any, Protocol

from flask import request, session
from flask_babel import get_locale
from flask_socketio import ConnectionRefusedError, SocketIO, join_room, leave_room

from workshop.domain import admission, codes, roles, sessions
from workshop.domain.policy import Grant, Thing
from workshop.errors import PhoneRemoved, TooFast, UnknownGroup, UnknownWorkshop, WorkshopEnded
from workshop.feed import Feed
from workshop.live import wire
from workshop.live.presence import Presence, Socket
from workshop.live.rooms import Place, Rooms
from workshop.live.signed_in import SignedInSockets
from workshop.messages.incoming import DEVICE_KEY, ENTER, UNSENT
from workshop.views import group_boards, phones

BOARDS = ("console", "projector")
GROUP = "group"  # the board of one group, each in a room of its own
VIEWS = ("phone", *BOARDS, GROUP)
STRANGER = "stranger"  # in place of "phone" in the room of phones that have not joined


def room(code: str, view: str, language: str) -> str:
    return f"{code}/{view}/{language}"


def of_group(group_id: int) -> str:
    """Return the view of a group's board. It has no words of the server's, so its sockets have no language."""
    return f"{GROUP}/{group_id}"


class Door(Protocol):
    """Slows down guessing of codes; see web/limits.py."""

    def try_code(self, address: str, code: str) -> None: ...

    def code_was(self, address: str, code: str, right: bool) -> None: ...


def listen(
    socketio: SocketIO, feed: Feed, presence: Presence, rooms: Rooms, signed_in: SignedInSockets, door: Door
) -> None:
    wire.fit(socketio)

    @socketio.on("connect")
    def _connect(auth: Any = None) -> None:
        code = auth.get("code") if isinstance(auth, dict) else None
        address = request.remote_addr or ""
        if isinstance(code, str):
            try:
                door.try_code(address, code)
            except TooFast as refusal:
                raise ConnectionRefusedError(refusal.code) from None
        try:
            socket, place, own = admitted(feed, auth)
        except ConnectionRefusedError as refusal:
            if isinstance(code, str) and "unknown_workshop" in refusal.error_args.get("message", ""):
                door.code_was(address, code, right=False)
            raise
        door.code_was(address, socket.code, right=True)
        sid = request.sid  # type: ignore[attr-defined]
        stranger = socket.view == "phone" and place is None
        join_room(room(socket.code, STRANGER if stranger else socket.view, socket.language))
        presence.add(sid, socket)
        if socket.phone:
            rooms.add(sid, socket.code, socket.phone)
        if place is not None:
            rooms.enter(sid, place)
        if own is not None:
            signed_in.add(sid, *own)

    @socketio.on(ENTER)
    def _enter(*_anything: Any) -> dict[str, bool]:
        sid = request.sid  # type: ignore[attr-defined]
        asked = rooms.may_enter(sid)
        try:
            place = place_of(feed, *asked)[1] if asked else None
        except (UnknownWorkshop, PhoneRemoved, WorkshopEnded):
            place = None
        if place is not None:
            language = str(get_locale())
            join_room(room(place.code, "phone", language))
            leave_room(room(place.code, STRANGER, language))
            rooms.enter(sid, place)
        return {"ok": place is not None}

    @socketio.on(UNSENT)
    def _unsent(count: Any = 0, *_anything: Any) -> None:
        sid = request.sid  # type: ignore[attr-defined]
        presence.has_unsent(sid, isinstance(count, int) and count > 0 and rooms.joined(sid))

    @socketio.on("disconnect")
    def _disconnect(_reason: Any = None) -> None:
        sid = request.sid  # type: ignore[attr-defined]
        presence.remove(sid)
        rooms.remove(sid)
        signed_in.remove(sid)


def admitted(feed: Feed, auth: Any) -> tuple[Socket, Place | None, tuple[str, str] | None]:
    """Return the socket, a joined phone's place, and a session's digest and role. Raises ConnectionRefusedError."""
    fields = auth if isinstance(auth, dict) else {}
    code, view, device = (fields.get(name) or "" for name in ("code", "view", "device"))
    if not all(isinstance(value, str) for value in (code, view, device)) or view not in VIEWS:
        raise ConnectionRefusedError("bad_request")
    if device and view == "phone" and not re.fullmatch(DEVICE_KEY, device):
        raise ConnectionRefusedError("bad_request")
    if codes.typed(code) != code:  # not of our form, and perhaps not storable
        raise ConnectionRefusedError("unknown_workshop")
    try:
        digest = feed.read_brief(phones.digest, code, device) if device and view == "phone" else ""
        seq, place = place_of(feed, code, digest)
    except (UnknownWorkshop, PhoneRemoved, WorkshopEnded) as refusal:
        if view == "phone" or isinstance(refusal, UnknownWorkshop):
            raise ConnectionRefusedError(refusal.code) from None
        seq, place = feed.read_brief(phones.seq_of, code), None
    own = None if view == "phone" else _session_for(feed, code, view, fields.get("group"))
    if view == GROUP:
        return Socket(code=code, view=of_group(fields["group"]), language="", seq=seq), None, own
    return Socket(code=code, view=view, language=str(get_locale()), seq=seq, phone=digest), place, own


def _session_for(feed: Feed, code: str, view: str, group: object) -> tuple[str, str]:
    """Return the digest and role of the browser's session, which may see this board; `group` is whose, if it is one's.

    Raises ConnectionRefusedError.
    """
    own = sessions.digest_in(session)
    found = feed.read_brief(sessions.in_force, [own]).get(own) if own is not None else None
    if own is None or found is None:
        raise ConnectionRefusedError("sign_in")
    if found.person is not None:
        grants = feed.read_brief(admission.of_workshop, found.person, code)
        if grants[Thing.NOTES] < (Grant.RUN if view == GROUP else Grant.SEE):
            raise ConnectionRefusedError("not_your_role")
    elif found.role and (found.code != code or not roles.may_watch(found.role, view)):
        raise ConnectionRefusedError("not_your_role")
    if view == GROUP:
        try:
            feed.read_brief(group_boards.look, code, group, found.group_id)
        except UnknownGroup as refusal:
            raise ConnectionRefusedError(refusal.code) from None
    return own, found.role


def place_of(feed: Feed, code: str, digest: str) -> tuple[int, Place | None]:
    """Return the workshop's seq, and the place of the phone with this digest.

    Raises UnknownWorkshop, PhoneRemoved, WorkshopEnded for a phone that is not in it.
    """
    seq, participant, group_id = feed.read_brief(phones.admission, code, digest)
    return seq, Place(code, participant, group_id, seq) if group_id is not None else None
