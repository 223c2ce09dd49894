"""An index of rooms by socket.

python-socketio scans all rooms when a socket disconnects, and every socket is a room: quadratic for a thousand at once.
"""

from typing import Any


def index(manager: Any) -> None:
    """Make a disconnect cost only as much as the socket has rooms."""
    inside: dict[tuple[str, str], list[str | None]] = {}
    enter, leave = manager.basic_enter_room, manager.basic_leave_room

    def basic_enter_room(sid: str, namespace: str, room: str | None, eio_sid: str | None = None) -> None:
        enter(sid, namespace, room, eio_sid=eio_sid)
        rooms = inside.setdefault((namespace, sid), [])
        if room not in rooms:
            rooms.append(room)

    def basic_leave_room(sid: str, namespace: str, room: str | None) -> None:
        leave(sid, namespace, room)
        rooms = inside.get((namespace, sid), [])
        if room in rooms:
            rooms.remove(room)

    def basic_disconnect(sid: str, namespace: str, **_kwargs: Any) -> None:
        for room in inside.pop((namespace, sid), []):
            leave(sid, namespace, room)
        manager.callbacks.pop(sid, None)
        for pending in (manager.pending_connect, manager.pending_disconnect):
            if sid in pending.get(namespace, ()):
                pending[namespace].remove(sid)
                if not pending[namespace]:
                    del pending[namespace]

    manager.basic_enter_room, manager.basic_leave_room = basic_enter_room, basic_leave_room
    manager.basic_disconnect = basic_disconnect
