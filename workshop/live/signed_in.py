"""The sockets of signed-in browsers (console and projector), closed when their session ends."""

from flask_socketio import SocketIO

from workshop.domain import facilitator
from workshop.domain.facilitator import Pass
from workshop.feed import Feed


class SignedInSockets:
    """Those of this process. `cut_ended` is called at each sign-out here, and each second for those elsewhere."""

    def __init__(self, socketio: SocketIO, feed: Feed) -> None:
        self._socketio, self._feed = socketio, feed
        self._passes: dict[str, Pass] = {}

    def add(self, sid: str, own: Pass) -> None:
        self._passes[sid] = own

    def remove(self, sid: str) -> None:
        self._passes.pop(sid, None)

    def cut_ended(self) -> None:
        """Close the sockets whose session ended: signed out in any process, or opened with a former password."""
        here = list(self._passes.items())
        if not here:
            return
        in_force = self._feed.read_brief(facilitator.in_force, {own for _sid, own in here})
        for sid, own in here:
            if own not in in_force:
                self.remove(sid)
                self._socketio.server.disconnect(sid)
