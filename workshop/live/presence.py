"""Who is connected now: the sockets of this process, and what the others tell of theirs."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from workshop.domain import boards
from workshop.feed import Feed
from workshop.live.elsewhere import Elsewhere

_SHORT = 16


@dataclass(frozen=True)
class Socket:
    """`seq` is how far the workshop was when it connected: what it has not caught up with comes live from there on."""

    code: str
    view: str
    language: str
    seq: int
    phone: str = ""  # digest of the device key


class Presence:
    """Sockets by workshop. A phone with two tabs open is one phone, also with a tab at another process."""

    def __init__(self, feed: Feed, elsewhere: Elsewhere | None = None) -> None:
        self._feed = feed
        self._elsewhere = elsewhere
        self._others: dict[str, frozenset[str]] = {}
        self._sockets: dict[str, Socket] = {}
        self._watched: Counter[tuple[str, str, str]] = Counter()  # asked after every commit, with thousands of sockets
        self.stale: set[str] = set()

    def add(self, sid: str, socket: Socket) -> None:
        self.remove(sid)
        self._sockets[sid] = socket
        self._watched[socket.code, socket.view, socket.language] += 1
        self.stale.add(socket.code)

    def remove(self, sid: str) -> str | None:
        socket = self._sockets.pop(sid, None)
        if socket is not None:
            place = (socket.code, socket.view, socket.language)
            self._watched[place] -= 1
            if not self._watched[place]:
                del self._watched[place]
            self.stale.add(socket.code)
        return socket.code if socket else None

    def count(self) -> int:
        return len(self._sockets)

    def views(self) -> list[str]:
        """What each open socket shows."""
        return [socket.view for socket in list(self._sockets.values())]

    def watched(self) -> dict[str, set[tuple[str, str]]]:
        """code → the (view, language) pairs that somebody looks at."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for code, view, language in list(self._watched):
            found[code].add((view, language))
        return found

    def connected_at(self, code: str, view: str, language: str, otherwise: int) -> int:
        """The lowest seq at which those who look at this view of the workshop connected; `otherwise` without any."""
        place = (code, view, language)
        seqs = [s.seq for s in list(self._sockets.values()) if (s.code, s.view, s.language) == place]
        return min(seqs, default=otherwise)

    def phones(self, code: str) -> set[str]:
        """The first letters of the digests of the phones that are connected, here or elsewhere."""
        return self._here(code) | self._others.get(code, frozenset())

    def exchange(self) -> None:
        """Tells the other processes who is here and hears who is there; called once a second."""
        if self._elsewhere is None:
            return
        here: dict[str, set[str]] = defaultdict(set)
        for socket in list(self._sockets.values()):
            if socket.phone:
                here[socket.code].add(socket.phone[:_SHORT])
        others = self._elsewhere.exchange(here, self.watched())
        self.stale |= {
            code for code in others.keys() | self._others.keys() if others.get(code) != self._others.get(code)
        }
        self._others = others

    def leave(self) -> None:
        """This process ends, and its phones go to another."""
        if self._elsewhere is not None:
            self._elsewhere.forget()

    def view(self, code: str, names: bool) -> dict[str, Any]:
        """{connected, groups: {group id: {connected, people?}}}; names only for the console, only where given."""
        here = self.phones(code)
        groups: dict[str, dict[str, Any]] = {}
        for person in self._feed.read(boards.people, code):
            group = groups.setdefault(str(person["group_id"]), {"connected": 0, "people": []})
            connected = person.pop("device")[:_SHORT] in here
            group["connected"] += connected
            if person["name"] or person["unit"] or person["role"]:
                fields = {field: person[field] for field in ("name", "unit", "role")}
                group["people"].append({**fields, "connected": connected})
        if not names:
            for group in groups.values():
                del group["people"]
        return {"connected": len(here), "groups": groups}

    def onto(self, delta: dict[str, Any], view: str) -> dict[str, Any]:
        """A board's delta with who is connected in each group."""
        if "groups" not in delta:
            return delta
        code = delta.pop("code")
        now = self.view(code, names=view == "console")
        for group in delta["groups"]:
            there = now["groups"].get(str(group["id"]), {"connected": 0})
            group["connected"] = there["connected"]
            if view == "console":
                group["people"] = there.get("people", [])
        if view == "console":
            delta["trouble"] = self._feed.database.trouble
        return {**delta, "connected": now["connected"]}

    def _here(self, code: str) -> set[str]:
        sockets = list(self._sockets.values())
        return {socket.phone[:_SHORT] for socket in sockets if socket.code == code and socket.phone}
