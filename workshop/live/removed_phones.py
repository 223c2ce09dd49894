"""The sockets of phones that the facilitator removed, closed within the second in every process."""

from flask_socketio import SocketIO

from workshop.domain import endings
from workshop.feed import Feed, now_ms
from workshop.live.rooms import Rooms
from workshop.views import phones

# Longer than a process may be late with its second.
_LOOK_BACK_MS = 10_000


class RemovedPhones:
    """`cut` is called at each removal here, and each second for those elsewhere."""

    def __init__(self, socketio: SocketIO, feed: Feed, rooms: Rooms) -> None:
        self._socketio, self._feed, self._rooms = socketio, feed, rooms

    def cut_former(self, code: str, device: str) -> None:
        """Close the sockets of this process that a phone has left behind at its former address."""
        for sid in self._rooms.sockets_of(code, self._feed.read_brief(phones.digest, code, device)):
            self._socketio.server.disconnect(sid)

    def cut(self) -> None:
        if not self._rooms.any():
            return
        for code, digest in self._feed.read_brief(endings.removed_since, now_ms() - _LOOK_BACK_MS):
            for sid in self._rooms.sockets_of(code, digest):
                self._socketio.server.disconnect(sid)
