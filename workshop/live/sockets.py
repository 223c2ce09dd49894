"""Who may be in which room. A phone needs the code; console and projector need the facilitator's session."""

from __future__ import annotations

import hashlib
import re
from typing import Any, Protocol

from flask import request, session
from flask_babel import get_locale
from flask_socketio import ConnectionRefusedError, SocketIO, join_room

from workshop.domain import boards, facilitator
from workshop.errors import TooFast, UnknownWorkshop
from workshop.feed import Feed
from workshop.live.presence import Presence, Socket
from workshop.messages import DEVICE_KEY

VIEWS = ("phone", "console", "projector")


def room(code: str, view: str, language: str) -> str:
    return f"{code}/{view}/{language}"


class Door(Protocol):
    """What slows down guessing of codes; see web/limits.py."""

    def try_code(self, address: str, code: str) -> None: ...

    def code_was(self, address: str, code: str, right: bool) -> None: ...


def listen(socketio: SocketIO, feed: Feed, presence: Presence, door: Door) -> None:
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
            socket = admitted(feed, auth)
        except ConnectionRefusedError as refusal:
            if isinstance(code, str) and "unknown_workshop" in refusal.error_args.get("message", ""):
                door.code_was(address, code, right=False)
            raise
        door.code_was(address, socket.code, right=True)
        join_room(room(socket.code, socket.view, socket.language))
        presence.add(request.sid, socket)  # type: ignore[attr-defined]

    @socketio.on("disconnect")
    def _disconnect(_reason: Any = None) -> None:
        presence.remove(request.sid)  # type: ignore[attr-defined]


def admitted(feed: Feed, auth: Any) -> Socket:
    """The socket's place. Raises ConnectionRefusedError with a stable code."""
    fields = auth if isinstance(auth, dict) else {}
    code, view, device = (fields.get(name) or "" for name in ("code", "view", "device"))
    if not all(isinstance(value, str) for value in (code, view, device)) or view not in VIEWS:
        raise ConnectionRefusedError("bad_request")
    try:
        found = feed.read(boards.heads, [code])
    except UnknownWorkshop:
        found = {}
    if code not in found:
        raise ConnectionRefusedError("unknown_workshop")
    if view != "phone":
        version = session.get("facilitator")
        if version is None or version != feed.read(facilitator.version):
            raise ConnectionRefusedError("sign_in")
        device = ""
    if device and not re.fullmatch(DEVICE_KEY, device):
        raise ConnectionRefusedError("bad_request")
    digest = hashlib.sha256(device.encode("ascii")).hexdigest() if device else ""
    return Socket(code=code, view=view, language=str(get_locale()), seq=found[code], phone=digest)
