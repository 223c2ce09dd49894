"""Which phones hear of which notes: those that have joined, each by its group.

A phone's socket is in two rooms, its workshop's and its group's; the workshop's sharing says in which one is spoken.
"""

from __future__ import annotations

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
    """A joined phone's socket. `seq` is how far the workshop was when its group was looked up."""

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

    def come(self, sid: str, code: str, digest: str) -> None:
        """A phone's socket was let in; `digest` is that of its key."""
        self._phones[sid] = _Phone(code, digest)

    def asks(self, sid: str) -> tuple[str, str] | None:
        """(code, digest) of a phone that says it joined; None for one without a key, gone, or asking without end."""
        phone = self._phones.get(sid)
        now = self._clock()
        if phone is None:
            return None
        if now - phone.since > ASK_SECONDS:
            phone.since, phone.asked = now, 0
        phone.asked += 1
        return None if phone.asked > MOST_ASKS else (phone.code, phone.digest)

    def enter(self, sid: str, place: Place) -> None:
        """Puts the socket where its participant belongs, and out of where it was; one that has gone stays gone."""
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

    def leave(self, sid: str) -> None:
        """The socket is gone, and with it all its rooms."""
        phone = self._phones.pop(sid, None)
        if phone is None or phone.code not in self._places:
            return
        self._places[phone.code].pop(sid, None)
        if not self._places[phone.code]:
            del self._places[phone.code]

    def of(self, code: str) -> Mapping[str, Place]:
        """sid → place of the joined phones of a workshop."""
        return self._places.get(code, {})

    def older(self, code: str, participants: Collection[str], seq: int) -> dict[str, Place]:
        """Sockets of these participants whose group was looked up before `seq`."""
        if not participants:
            return {}
        return {
            sid: place for sid, place in self.of(code).items() if place.participant in participants and place.seq < seq
        }

    def since(self, code: str, otherwise: int) -> int:
        """The lowest seq at which one of them came; what came before, all of them ask for."""
        return min((place.seq for place in self.of(code).values()), default=otherwise)
