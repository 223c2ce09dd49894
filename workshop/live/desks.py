"""The sockets of signed-in browsers, console and projector: who signs out, or is signed out, receives nothing more."""

from __future__ import annotations

from flask_socketio import SocketIO

from workshop.domain import facilitator
from workshop.domain.facilitator import Pass
from workshop.feed import Feed


class Desks:
    """Those of this process. `look` is called at a sign-out here, and once a second for what happened elsewhere."""

    def __init__(self, socketio: SocketIO, feed: Feed) -> None:
        self._socketio, self._feed = socketio, feed
        self._passes: dict[str, Pass] = {}

    def come(self, sid: str, own: Pass) -> None:
        self._passes[sid] = own

    def leave(self, sid: str) -> None:
        self._passes.pop(sid, None)

    def look(self) -> None:
        """Cuts the sockets whose session is over: signed out in any process, or opened with a former password."""
        here = list(self._passes.items())
        if not here:
            return
        in_force = self._feed.read_brief(facilitator.in_force, {own for _sid, own in here})
        for sid, own in here:
            if own not in in_force:
                self.leave(sid)
                self._socketio.server.disconnect(sid)
