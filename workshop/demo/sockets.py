"""Live sockets of simulated phones: Socket.IO frames over a plain websocket, listened to by one thread."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Sequence
from typing import Any

from simple_websocket import Client, ConnectionClosed  # type: ignore[import-untyped]

# Engine.IO 4 and Socket.IO 5, the few frames that a listener needs.
_PING, _PONG, _CONNECT, _REFUSED, _EVENT, _LET_GO = "2", "3", "40", "44", "42", "41"


class SocketRefused(Exception):
    """The server let the socket not in; the text is its stable code."""


class LiveSocket:
    """One Socket.IO connection. `heard(event, payload)` is called for every event of the server."""

    def __init__(
        self,
        base: str,
        auth: dict[str, str],
        heard: Callable[[str, Any], None] | None = None,
        cookie: str = "",
    ) -> None:
        """Connects at once. Raises OSError where nobody answers."""
        address = base.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
        self._heard = heard
        self._client = Client(address, headers={"Cookie": cookie} if cookie else None, thread_class=_thread)
        # Sent before the server's hello is read: the client looks at a hello that came with the handshake only when
        # more comes in.
        self._client.send(_CONNECT + json.dumps(auth))

    @property
    def connected(self) -> bool:
        return bool(self._client.connected)

    def listen(self, seconds: float | None = 0) -> bool:
        """Takes one frame if it comes in time and says whether it did. Raises SocketRefused; OSError when closed."""
        try:
            frame = self._client.receive(timeout=seconds)
        except ConnectionClosed as closed:
            raise ConnectionError from closed
        if frame is None:
            return False
        text = str(frame)
        if text == _PING:
            self._client.send(_PONG)
        elif text.startswith(_LET_GO):
            raise ConnectionError("the server let it go")
        elif text.startswith(_REFUSED):
            raise SocketRefused(str(json.loads(text[2:]).get("message", "")))
        elif text.startswith(_EVENT) and self._heard:
            self._heard(*json.loads(text[2:]))
        return True

    def close(self) -> None:
        with contextlib.suppress(ConnectionClosed, OSError):
            self._client.close()


class Listeners:
    """The room's sockets: kept connected, their pings answered, until `close`."""

    def __init__(self, base: str, auths: Sequence[dict[str, str]]) -> None:
        self._base, self._auths = base, auths
        self._sockets: list[LiveSocket | None] = [None] * len(auths)
        self._stop = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        self._keeper.start()

    def close(self) -> None:
        self._stop.set()
        if self._keeper.is_alive():
            self._keeper.join(5)
        for socket in self._sockets:
            if socket is not None:
                socket.close()

    def _keep(self) -> None:
        while not self._stop.is_set():
            for place, auth in enumerate(self._auths):
                if self._stop.is_set():
                    return
                try:
                    socket = self._sockets[place] = self._sockets[place] or LiveSocket(self._base, auth)
                    while socket.listen():
                        pass
                except (OSError, SocketRefused, ConnectionClosed):
                    self._sockets[place] = None
            self._stop.wait(1)


def _thread(target: Callable[[], None]) -> threading.Thread:
    """A daemon: a socket that hangs must not keep the process from ending."""
    return threading.Thread(target=target, daemon=True)
