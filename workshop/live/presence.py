"""Who is connected now: the sockets of this process and the phones of the others."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workshop.feed import Feed
from workshop.live.other_processes import OtherProcesses
from workshop.views import boards

_SHORT = 16
_TYPING = "*"  # after a phone's letters, where other processes read which phones have something unsent
Places = Mapping[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True)
class Socket:
    """`seq` is the workshop's seq when it connected: later changes are sent live."""

    code: str
    view: str
    language: str
    seq: int
    phone: str = ""  # digest of the device key


@dataclass(frozen=True)
class _Room:
    """How many are connected in each group. `age` is (seq of the newest join, number of connects and disconnects)."""

    age: tuple[int, int]
    connected: int
    groups: dict[str, int]


class Presence:
    """Counts sockets by workshop. A phone with several tabs, also in different processes, counts once."""

    def __init__(self, feed: Feed, others: OtherProcesses | None = None) -> None:
        self._feed = feed
        self._other_processes = others
        self._phones_elsewhere: dict[str, frozenset[str]] = {}
        self._sockets: dict[str, Socket] = {}
        self._watched: Counter[tuple[str, str, str]] = Counter()
        self._places: Places = {}  # read after every commit, with thousands of sockets
        self._phones: dict[str, Counter[str]] = {}
        self._rooms: dict[str, _Room] = {}
        self._typing: dict[str, Socket] = {}
        self._changes: Counter[str] = Counter()
        self.stale: set[str] = set()

    def add(self, sid: str, socket: Socket) -> None:
        self.remove(sid)
        self._sockets[sid] = socket
        place = (socket.code, socket.view, socket.language)
        self._watched[place] += 1
        if self._watched[place] == 1:
            self._update_watched(socket.code)
        self._count(socket, 1)

    def remove(self, sid: str) -> str | None:
        socket = self._sockets.pop(sid, None)
        self._typing.pop(sid, None)
        if socket is not None:
            place = (socket.code, socket.view, socket.language)
            self._watched[place] -= 1
            if not self._watched[place]:
                del self._watched[place]
                self._update_watched(socket.code)
            self._count(socket, -1)
            if socket.code not in self._places:
                self._rooms.pop(socket.code, None)
        return socket.code if socket else None

    def has_unsent(self, sid: str, unsent: bool) -> None:
        """Count this phone among those that have a text which they have not sent, or no longer."""
        socket = self._sockets.get(sid)
        if socket is None or not socket.phone or unsent == (sid in self._typing):
            return
        if unsent:
            self._typing[sid] = socket
        else:
            del self._typing[sid]
        self.stale.add(socket.code)

    def count(self) -> int:
        return len(self._sockets)

    def sockets_of(self, code: str) -> list[str]:
        """Return the sids of this process's sockets in a workshop, of whichever view."""
        return [sid for sid, socket in list(self._sockets.items()) if socket.code == code]

    def views(self) -> list[str]:
        """Return the view of each open socket, without which group's it is."""
        return [socket.view.partition("/")[0] for socket in list(self._sockets.values())]

    def watched(self) -> Places:
        """Return the watched (view, language) pairs by code; a new object after each change."""
        return self._places

    def connected_at(self, code: str, view: str, language: str, otherwise: int) -> int:
        """Return the lowest seq at which a socket of this view connected; `otherwise` without any."""
        place = (code, view, language)
        seqs = [s.seq for s in list(self._sockets.values()) if (s.code, s.view, s.language) == place]
        return min(seqs, default=otherwise)

    def phones(self, code: str) -> set[str]:
        """Return the first letters of the digests of phones connected to any process."""
        elsewhere = self._phones_elsewhere.get(code, frozenset())
        return _unmarked(elsewhere).union(self._phones.get(code, ()))

    def typing(self, code: str) -> set[str]:
        """Return those of `phones` that have something unsent."""
        elsewhere = self._phones_elsewhere.get(code, frozenset())
        return self._typing_here(code) | _unmarked(phone for phone in elsewhere if phone.endswith(_TYPING))

    def exchange(self) -> None:
        """Exchange connected phones with the other processes; called once a second."""
        if self._other_processes is None:
            return
        here = {code: self._marked(code, list(phones)) for code, phones in list(self._phones.items())}
        before, self._phones_elsewhere = self._phones_elsewhere, self._other_processes.exchange(here, self.watched())
        for code in before.keys() | self._phones_elsewhere.keys():
            old, new = (phones.get(code, frozenset()) for phones in (before, self._phones_elsewhere))
            if _unmarked(old) != _unmarked(new):
                self._changed(code)
            elif old != new:
                self.stale.add(code)

    def stop(self) -> None:
        """Delete this process's phones from what the others read."""
        if self._other_processes is not None:
            self._other_processes.remove_own()

    def view(self, code: str) -> dict[str, Any]:
        """Return {connected, typing, groups: {group id: {connected}}}, without groups while a phase is anonymous.

        A phone that connects and a note that comes right after it would name the writer's group.
        """
        room = self._read_room(code, -1)
        apart = self._feed.read(boards.apart, code)
        groups = {} if apart else {id_: {"connected": count} for id_, count in room.groups.items()}
        return {"connected": room.connected, "typing": len(self.typing(code)), "groups": groups}

    def add_to(self, delta: dict[str, Any], view: str) -> dict[str, Any]:
        """Return a board's delta with who is connected in each of its groups."""
        if "code" not in delta:
            return delta
        code = delta.pop("code")
        room = self._room(code, delta.pop("joined_seq"))
        if not delta.pop("apart"):
            for group in delta["groups"] if "groups" in delta else delta["progress"]:
                group["connected"] = room.groups.get(str(group["id"]), 0)
        if view == "console":
            delta["trouble"] = self._feed.database.trouble
        return {**delta, "connected": room.connected, "typing": len(self.typing(code))}

    def _update_watched(self, code: str) -> None:
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
        self._changed(socket.code)

    def _typing_here(self, code: str) -> set[str]:
        return {socket.phone[:_SHORT] for socket in list(self._typing.values()) if socket.code == code}

    def _marked(self, code: str, phones: list[str]) -> list[str]:
        typing = self._typing_here(code)
        return [phone + _TYPING if phone in typing else phone for phone in phones]

    def _changed(self, code: str) -> None:
        self._changes[code] += 1
        self.stale.add(code)

    def _room(self, code: str, joined: int) -> _Room:
        """Return who is connected, cached until somebody connects, disconnects or joins."""
        room = self._rooms.get(code)
        if room is None or room.age != (joined, self._changes[code]):
            room = self._rooms[code] = self._read_room(code, joined)
        return room

    def _read_room(self, code: str, joined: int) -> _Room:
        age, here = (joined, self._changes[code]), self.phones(code)
        groups: Counter[str] = Counter()
        for device, group_id in self._feed.read(boards.devices, code):
            groups[str(group_id)] += device[:_SHORT] in here
        return _Room(age, len(here), groups)


def _unmarked(phones: Iterable[str]) -> set[str]:
    return {phone.rstrip(_TYPING) for phone in phones}
