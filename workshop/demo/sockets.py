"""Live sockets of simulated phones: Socket.IO frames over a plain websocket, read by one thread."""

import contextlib
import json
import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from simple_websocket import Client, ConnectionClosed  # type: ignore[import-untyped]

# The frames of Engine.IO 4 and Socket.IO 5 that a listener needs.
_PING, _PONG, _CONNECT, _REFUSED, _EVENT, _DISCONNECT = "2", "3", "40", "44", "42", "41"

# So that a socket that hangs does not stop the process from ending.
_Daemon = partial(threading.Thread, daemon=True)


class SocketRefused(Exception):
    """The server refused the socket; the text is its stable code."""


class LiveSocket:
    """One Socket.IO connection. `on_event(event, payload)` is called for every event of the server."""

    def __init__(
        self, base: str, auth: dict[str, str], on_event: Callable[[str, Any], None] | None = None, cookie: str = ""
    ) -> None:
        """Connect at once. Raises OSError if nobody answers."""
        address = base.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
        self._on_event = on_event
        self._client = Client(address, headers={"Cookie": cookie} if cookie else None, thread_class=_Daemon)
        # Sent at once: the client reads an opening frame that came with the handshake only when another arrives.
        self._client.send(_CONNECT + json.dumps(auth))

    @property
    def connected(self) -> bool:
        return bool(self._client.connected)

    def listen(self, seconds: float | None = 0) -> bool:
        """Handle one frame if it comes in time; return whether it did. Raises SocketRefused; OSError when closed."""
        try:
            frame = self._client.receive(timeout=seconds)
        except ConnectionClosed as closed:
            raise ConnectionError from closed
        if frame is None:
            return False
        text = str(frame)
        if text == _PING:
            self._client.send(_PONG)
        elif text.startswith(_DISCONNECT):
            raise ConnectionError("the server closed it")
        elif text.startswith(_REFUSED):
            raise SocketRefused(str(json.loads(text[2:]).get("message", "")))
        elif text.startswith(_EVENT) and self._on_event:
            self._on_event(*json.loads(text[2:]))
        return True

    def close(self) -> None:
        with contextlib.suppress(ConnectionClosed, OSError):
            self._client.close()


class Listeners:
    """The room's sockets, connected again and their pings answered until `close`."""

    def __init__(self, base: str, auths: Sequence[dict[str, str]]) -> None:
        self._base, self._auths = base, auths
        self._sockets: list[LiveSocket | None] = [None] * len(auths)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(5)
        for socket in self._sockets:
            if socket is not None:
                socket.close()

    def _run(self) -> None:
        while not self._stop.is_set():
            for index, auth in enumerate(self._auths):
                if self._stop.is_set():
                    return
                try:
                    socket = self._sockets[index] = self._sockets[index] or LiveSocket(self._base, auth)
                    while socket.listen():
                        pass
                except (OSError, SocketRefused, ConnectionClosed):
                    self._sockets[index] = None
            self._stop.wait(1)
