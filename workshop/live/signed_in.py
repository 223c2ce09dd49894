"""The sockets of signed-in browsers (console and projector), closed when their session ends."""

from flask_socketio import SocketIO

from workshop.domain import sessions
from workshop.feed import Feed


class SignedInSockets:
    """Those of this process. `cut_ended` is called at each sign-out here, and each second for those elsewhere."""

    def __init__(self, socketio: SocketIO, feed: Feed) -> None:
        self._socketio, self._feed = socketio, feed
        self._digests: dict[str, tuple[str, str]] = {}

    def add(self, sid: str, own: str, role: str) -> None:
        """Add a socket; `own` is the digest of its session, `role` a helper's."""
        self._digests[sid] = own, role

    def remove(self, sid: str) -> None:
        self._digests.pop(sid, None)

    def cut_ended(self) -> None:
        """Close the sockets whose session ended: signed out in any process, removed, idle, or of a former password.

        Those of a helper who has another role since are closed too, and come back with it.
        """
        here = list(self._digests.items())
        if not here:
            return
        in_force = self._feed.read_brief(sessions.in_force, {own for _sid, (own, _role) in here})
        for sid, (own, role) in here:
            if own not in in_force or in_force[own].role != role:
                self.remove(sid)
                self._socketio.server.disconnect(sid)
