"""The websocket of one client: what it says is read, and what it is told is sent at once while it takes it.

Stands in for simple-websocket where Flask-SocketIO runs on gevent: one greenlet less a phone, no second file handle,
no per-message deflate (which triples a phone's memory), and a frame that goes to a thousand phones is made once.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import logging
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

import gevent
from engineio.packet import PING, Packet
from flask_socketio import SocketIO
from wsproto import ConnectionType
from wsproto.connection import Connection
from wsproto.events import BytesMessage, CloseConnection, Message, Ping
from wsproto.utilities import ProtocolError

from workshop.live import leaving
from workshop.live.frames import CLOSING, frame, raw
from workshop.live.outgoing import Outgoing

SEND_SECONDS = 10.0  # a client that takes nothing for so long is let go
KERNEL_BYTES = 64 * 1024  # what the system holds for a client that does not read
UNACKNOWLEDGED_MS = 20_000
_RECEIVE_BYTES = 4096
# The two background tasks of engineio that are replaced, by their qualified names.
WRITER, PINGER = "Socket._websocket_handler.<locals>.writer", "Socket._send_ping"
_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, 1.3
log = logging.getLogger("laena.live")


def fit(socketio: SocketIO) -> None:
    """Makes this server's sockets ours where it runs on gevent.

    Of the three greenlets that engineio keeps for a phone one remains, the reader: what is written goes out at once
    (outgoing.py), and until the next ping only a timer waits.
    """
    leaving.index(socketio.server.manager)
    engine = socketio.server.eio
    if engine.async_mode != "gevent":
        return
    engine.logger.setLevel(logging.CRITICAL)  # it tells of each client's nonsense with a traceback
    engine._async = {**engine._async, "websocket": Wire, "queue": Outgoing}
    start = engine.start_background_task

    def spare(target: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        name = getattr(target, "__qualname__", "")
        if name == WRITER:
            return _Nobody()
        if name == PINGER:
            return gevent.spawn_later(engine.ping_interval, _ping, target.__self__)  # type: ignore[attr-defined, call-overload]
        return start(target, *args, **kwargs)

    engine.start_background_task = spare


class _Nobody:
    def join(self) -> None:
        """It never ran."""


def _ping(client: Any) -> None:
    if not client.closing and not client.closed:
        client.last_ping = time.time()
        client.send(Packet(PING))


class Wire:
    """What engineio asks of a websocket: a WSGI application, then `wait`, `send` and `close`."""

    def __init__(self, handler: Callable[[Wire], Any], server: Any) -> None:
        self._handler = handler
        self._client = handler.__self__  # type: ignore[attr-defined]
        self._most = server.max_http_buffer_size
        self._heard: deque[str | bytes] = deque()
        self._part: str | bytes | None = None
        self._open = True
        self._attached = False

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        key = environ.get("HTTP_SEC_WEBSOCKET_KEY", "")
        if not key or environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13":
            start_response("400 Bad Request", [("Content-Type", "text/plain")])
            return [b""]
        self._plug = _socket_of(environ)
        _patience(self._plug)
        accept = base64.b64encode(hashlib.sha1(key.encode("latin-1") + _GUID).digest()).decode()
        self._plug.sendall(
            f"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Accept: {accept}\r\n\r\n".encode("ascii")
        )
        self._words = Connection(ConnectionType.SERVER)
        try:
            self._handler(self)
        except Exception as error:  # what no client of ours sends ends its own socket, in one line of the log
            log.warning("a socket ended with %s", type(error).__name__)
            self._client.close(wait=False, abort=True)
        finally:
            self.drop()
        if "gunicorn.socket" in environ:
            raise StopIteration  # its word for a connection that is over; with a plain end it looks for an answer
        return []

    def wait(self) -> str | bytes | None:
        """The client's next message; None when there will be none."""
        if not self._attached and self._client.upgraded:
            self._attached = True
            self._client.queue.attach(self)
        while not self._heard:
            try:
                data = self._plug.recv(_RECEIVE_BYTES) if self._open else b""
                if not data:
                    return None
                self._words.receive_data(data)
                if not self._hear():
                    return None
            except (OSError, ProtocolError):
                return None
        return self._heard.popleft()

    def _hear(self) -> bool:
        """Takes what has come; answers whether more may."""
        for event in self._words.events():
            if isinstance(event, Message):
                data = bytes(event.data) if isinstance(event, BytesMessage) else event.data
                self._part = data if self._part is None else self._part + data  # type: ignore[operator]
                if len(self._part) > self._most:
                    return False
                if event.message_finished:
                    self._heard.append(self._part)
                    self._part = None
            elif isinstance(event, Ping):
                self._client.queue.put(raw(self._words.send(event.response())))
            elif isinstance(event, CloseConnection):
                return False
        return True

    def send(self, data: str | bytes) -> None:
        """Sends all of it: a text as a message, bytes as the frames that they are. Raises OSError where the client
        takes nothing for too long."""
        with gevent.Timeout(SEND_SECONDS, OSError("slow")):
            self._plug.sendall(frame(data) if isinstance(data, str) else data)

    def try_send(self, whole: bytes) -> bytes:
        """Sends what the client takes at once; answers with the rest."""
        try:
            sent = self._plug._sock.send(whole)
        except (BlockingIOError, InterruptedError):
            return whole
        except OSError:
            self._open = False
            return b""
        return whole[sent:]

    def close(self) -> None:
        """Says good-bye, as far as that is possible at once, and ends."""
        if self._open:
            self.try_send(CLOSING)
        self.drop()

    def drop(self) -> None:
        """Ends without a word: whoever waits to read or to send is told."""
        self._open = False
        with contextlib.suppress(OSError):
            self._plug.shutdown(socket.SHUT_RDWR)


def _socket_of(environ: dict[str, Any]) -> Any:
    """The connection's socket, as gevent's server and gunicorn hand it over."""
    if "gunicorn.socket" in environ:
        return environ["gunicorn.socket"]
    given = environ["wsgi.input"]
    return (given if hasattr(given, "raw") else given.rfile).raw._sock


def _patience(plug: Any) -> None:
    plug.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    plug.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BYTES)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        plug.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MS)
