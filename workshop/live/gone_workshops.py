"""The sockets of workshops that were deleted or purged, closed within the second in every process.

Left open they would receive nothing, until another workshop got the same code: then what its rooms are sent.
"""

from flask_socketio import SocketIO

from workshop.feed import Feed
from workshop.live.presence import Presence
from workshop.views import boards


class GoneWorkshops:
    """`cut` is called each second, as a purge is another process's."""

    def __init__(self, socketio: SocketIO, feed: Feed, presence: Presence) -> None:
        self._socketio, self._feed, self._presence = socketio, feed, presence

    def cut(self) -> None:
        watched = list(self._presence.watched())
        if not watched:
            return
        there = self._feed.read_brief(boards.heads, watched)
        for code in watched:
            if code not in there:
                for sid in self._presence.sockets_of(code):
                    self._socketio.server.disconnect(sid)
