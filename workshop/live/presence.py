"""Who is connected now: the sockets of this process, and what the others tell of theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workshop.feed import Feed
from workshop.live.elsewhere import Elsewhere
from workshop.views import boards

_SHORT = 16
Places = Mapping[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True)
class Socket:
    """`seq` is how far the workshop was when it connected: what it has not caught up with comes live from there on."""

    code: str
    view: str
    language: str
    seq: int
    phone: str = ""  # digest of the device key


@dataclass(frozen=True)
class _Room:
    """Who is where. `age` is (the seq of the newest join, how often anybody had come or gone)."""

    age: tuple[int, int]
    connected: int
    groups: dict[str, dict[str, Any]]  # group id -> connected, people


class Presence:
    """Sockets by workshop. A phone with two tabs open is one phone, also with a tab at another process."""

    def __init__(self, feed: Feed, elsewhere: Elsewhere | None = None) -> None:
        self._feed = feed
        self._elsewhere = elsewhere
        self._others: dict[str, frozenset[str]] = {}
        self._sockets: dict[str, Socket] = {}
        self._watched: Counter[tuple[str, str, str]] = Counter()
        self._places: Places = {}  # asked after every commit, with thousands of sockets
        self._phones: dict[str, Counter[str]] = {}
        self._rooms: dict[str, _Room] = {}
        self._turns: Counter[str] = Counter()
        self.stale: set[str] = set()

    def add(self, sid: str, socket: Socket) -> None:
        self.remove(sid)
        self._sockets[sid] = socket
        place = (socket.code, socket.view, socket.language)
        self._watched[place] += 1
        if self._watched[place] == 1:
            self._look_around(socket.code)
        self._count(socket, 1)

    def remove(self, sid: str) -> str | None:
        socket = self._sockets.pop(sid, None)
        if socket is not None:
            place = (socket.code, socket.view, socket.language)
            self._watched[place] -= 1
            if not self._watched[place]:
                del self._watched[place]
                self._look_around(socket.code)
            self._count(socket, -1)
            if socket.code not in self._places:
                self._rooms.pop(socket.code, None)
        return socket.code if socket else None

    def count(self) -> int:
        return len(self._sockets)

    def views(self) -> list[str]:
        """What each open socket shows."""
        return [socket.view for socket in list(self._sockets.values())]

    def watched(self) -> Places:
        """code → the (view, language) pairs that somebody looks at; another object as soon as there are others."""
        return self._places

    def connected_at(self, code: str, view: str, language: str, otherwise: int) -> int:
        """The lowest seq at which those who look at this view of the workshop connected; `otherwise` without any."""
        place = (code, view, language)
        seqs = [s.seq for s in list(self._sockets.values()) if (s.code, s.view, s.language) == place]
        return min(seqs, default=otherwise)

    def phones(self, code: str) -> set[str]:
        """The first letters of the digests of the phones that are connected, here or elsewhere."""
        return set(self._phones.get(code, ())) | self._others.get(code, frozenset())

    def exchange(self) -> None:
        """Tells the other processes who is here and hears who is there; called once a second."""
        if self._elsewhere is None:
            return
        here = {code: list(phones) for code, phones in list(self._phones.items())}
        before, self._others = self._others, self._elsewhere.exchange(here, self.watched())
        for code in before.keys() | self._others.keys():
            if before.get(code) != self._others.get(code):
                self._moved(code)

    def leave(self) -> None:
        """This process ends, and its phones go to another."""
        if self._elsewhere is not None:
            self._elsewhere.forget()

    def view(self, code: str, names: bool) -> dict[str, Any]:
        """{connected, groups: {group id: {connected, people?}}}; names only for the console, only where given."""
        room = self._look(code, -1)
        if names:
            return {"connected": room.connected, "groups": room.groups}
        groups = {group_id: {"connected": group["connected"]} for group_id, group in room.groups.items()}
        return {"connected": room.connected, "groups": groups}

    def onto(self, delta: dict[str, Any], view: str) -> dict[str, Any]:
        """A board's delta with who is connected in each group that it names."""
        if "code" not in delta:
            return delta
        room = self._room(delta.pop("code"), delta.pop("joined_seq"))
        for group in delta["groups"] if "groups" in delta else delta["progress"]:
            there = room.groups.get(str(group["id"]), {"connected": 0, "people": []})
            group["connected"] = there["connected"]
            if view == "console":
                group["people"] = there["people"]
        if view == "console":
            delta["trouble"] = self._feed.database.trouble
        return {**delta, "connected": room.connected}

    def _look_around(self, code: str) -> None:
        here = frozenset((view, language) for other, view, language in list(self._watched) if other == code)
        others = {known: places for known, places in self._places.items() if known != code}
        self._places = {**others, code: here} if here else others

    def _count(self, socket: Socket, by: int) -> None:
        if socket.phone:
            phones = self._phones.setdefault(socket.code, Counter())
            phones[socket.phone[:_SHORT]] += by
            if not phones[socket.phone[:_SHORT]]:
                del phones[socket.phone[:_SHORT]]
            if not phones:
                del self._phones[socket.code]
        self._moved(socket.code)

    def _moved(self, code: str) -> None:
        self._turns[code] += 1
        self.stale.add(code)

    def _room(self, code: str, joined: int) -> _Room:
        """What was looked up last where nobody has come, gone or joined since: boards ask five times a second."""
        room = self._rooms.get(code)
        if room is None or room.age != (joined, self._turns[code]):
            room = self._rooms[code] = self._look(code, joined)
        return room

    def _look(self, code: str, joined: int) -> _Room:
        age, here = (joined, self._turns[code]), self.phones(code)
        groups: dict[str, dict[str, Any]] = {}
        for person in self._feed.read(boards.people, code):
            group = groups.setdefault(str(person["group_id"]), {"connected": 0, "people": []})
            connected = person["device"][:_SHORT] in here
            group["connected"] += connected
            if person["name"] or person["unit"] or person["role"]:
                fields = {field: person[field] for field in ("name", "unit", "role")}
                group["people"].append({**fields, "connected": connected})
        return _Room(age, len(here), groups)
