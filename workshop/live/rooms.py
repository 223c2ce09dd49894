"""Rooms in which joined phones are sent others' notes.

A phone's socket is in two, its workshop's and its group's: by group it is sent to where any phase's notes are shared
so.
"""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flask_socketio import SocketIO

MOST_ASKS, ASK_SECONDS = 20, 10.0


def everyone(code: str) -> str:
    return f"{code}/notes"


def of_group(code: str, group_id: int) -> str:
    return f"{code}/notes/{group_id}"


@dataclass(frozen=True, slots=True)
class Place:
    """A joined phone's participant and group. `seq` is the workshop's seq when the group was read."""

    code: str
    participant: str
    group_id: int
    seq: int


@dataclass(slots=True)
class _Phone:
    code: str
    digest: str
    since: float = 0.0
    asked: int = 0


class Rooms:
    """The phones' sockets of this process, by workshop."""

    def __init__(self, socketio: SocketIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._server: Any = socketio.server
        self._clock = clock
        self._phones: dict[str, _Phone] = {}
        self._places: dict[str, dict[str, Place]] = {}

    def add(self, sid: str, code: str, digest: str) -> None:
        """Add a phone's socket; `digest` is that of its key."""
        self._phones[sid] = _Phone(code, digest)

    def any(self) -> bool:
        """Return whether this process has phones."""
        return bool(self._phones)

    def sockets_of(self, code: str, digest: str) -> list[str]:
        """Return the sockets of the phone with this digest, in whichever tabs."""
        return [sid for sid, phone in list(self._phones.items()) if (phone.code, phone.digest) == (code, digest)]

    def may_enter(self, sid: str) -> tuple[str, str] | None:
        """Return a phone's (code, digest); None for one unknown, without a key, or asking too often."""
        phone = self._phones.get(sid)
        now = self._clock()
        if phone is None:
            return None
        if now - phone.since > ASK_SECONDS:
            phone.since, phone.asked = now, 0
        phone.asked += 1
        return None if phone.asked > MOST_ASKS else (phone.code, phone.digest)

    def enter(self, sid: str, place: Place) -> None:
        """Move the socket to its participant's rooms; does nothing for one that disconnected."""
        if sid not in self._phones:
            return
        inside = self._places.setdefault(place.code, {})
        former = inside.get(sid)
        if former is None:
            self._server.enter_room(sid, everyone(place.code))
        elif former.group_id != place.group_id:
            self._server.leave_room(sid, of_group(place.code, former.group_id))
        if former is None or former.group_id != place.group_id:
            self._server.enter_room(sid, of_group(place.code, place.group_id))
        inside[sid] = place

    def joined(self, sid: str) -> bool:
        """Return whether this socket is a phone's that has joined."""
        phone = self._phones.get(sid)
        return phone is not None and sid in self._places.get(phone.code, ())

    def remove(self, sid: str) -> None:
        """Remove a socket that disconnected, which left its rooms by that."""
        phone = self._phones.pop(sid, None)
        if phone is None or phone.code not in self._places:
            return
        self._places[phone.code].pop(sid, None)
        if not self._places[phone.code]:
            del self._places[phone.code]

    def of(self, code: str) -> Mapping[str, Place]:
        """Return the joined phones' places by sid."""
        return self._places.get(code, {})

    def stale(self, code: str, participants: Collection[str], seq: int) -> dict[str, Place]:
        """Return the sockets of these participants whose group was read before `seq`."""
        places = self.of(code).items() if participants else ()
        return {sid: place for sid, place in places if place.participant in participants and place.seq < seq}

    def since(self, code: str, otherwise: int) -> int:
        """Return the lowest seq of a place; earlier changes all phones fetch themselves."""
        return min((place.seq for place in self.of(code).values()), default=otherwise)
