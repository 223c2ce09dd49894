"""The websocket of one client, in place of simple-websocket where Flask-SocketIO runs on gevent.

A phone at rest costs a watched file handle and no greenlet. There is no per-message deflate, which triples a phone's
memory, and a frame that goes to a thousand phones is encoded once.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import logging
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

import gevent
from engineio.exceptions import SocketIsClosedError, UnknownPacketError
from engineio.packet import PING, Packet
from flask_socketio import SocketIO
from wsproto import ConnectionType
from wsproto.connection import Connection
from wsproto.events import BytesMessage, CloseConnection, Message, Ping
from wsproto.utilities import ProtocolError

from workshop.live import leaving
from workshop.live.frames import CLOSING, frame, raw
from workshop.live.outgoing import Outgoing

SEND_SECONDS = 10.0  # a client that reads nothing for so long is dropped
KERNEL_BYTES = 64 * 1024  # the system's send buffer for each client
UNACKNOWLEDGED_MS = 20_000
_RECEIVE_BYTES = 4096
_READ = 1  # libev's EV_READ
# A server that can do without a request's greenlet says so in its environment; see HandedOver.
HAND_OVER = "laena.hand_over"
# The two background tasks of engineio that are replaced, by their qualified names.
WRITER, PINGER = "Socket._websocket_handler.<locals>.writer", "Socket._send_ping"
_NO_BODY = io.BytesIO()
_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, 1.3
log = logging.getLogger("laena.live")


def fit(socketio: SocketIO) -> None:
    """Replace engineio's websocket, queue and three greenlets a phone where the server runs on gevent.

    Writes go out at once (outgoing.py), pings come from a timer, and a greenlet reads only where there is something to
    read; under gunicorn, which wants the connection back, the reader stays.
    """
    leaving.index(socketio.server.manager)
    engine = socketio.server.eio
    if engine.async_mode != "gevent":
        return
    engine.logger.setLevel(logging.CRITICAL)  # it logs a traceback for each malformed message
    engine._async = {**engine._async, "websocket": Wire, "queue": Outgoing}
    start = engine.start_background_task

    def start_needed(target: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        name = getattr(target, "__qualname__", "")
        if name == WRITER:
            return _NotStarted()
        if name == PINGER:
            return gevent.spawn_later(engine.ping_interval, _ping, target.__self__)  # type: ignore[attr-defined, call-overload]
        return start(target, *args, **kwargs)

    engine.start_background_task = start_needed


class _NotStarted:
    def join(self) -> None:
        """Return at once: it never ran."""


def _ping(client: Any) -> None:
    if not client.closing and not client.closed:
        client.last_ping = time.time()
        client.send(Packet(PING))


class HandedOver(BaseException):
    """Ends a request whose connection has become a websocket that is open: it is neither answered nor closed.

    Not an Exception, so that engineio's loop and what stands in front of it let it pass.
    """


class Wire:
    """Implements engineio's websocket interface: a WSGI application, then `wait`, `send` and `close`."""

    def __init__(self, handler: Callable[[Wire], Any], server: Any) -> None:
        self._handler = handler
        self._client = handler.__self__  # type: ignore[attr-defined]
        self._limit = server.max_http_buffer_size
        self._received: deque[str | bytes] = deque()
        self._partial: str | bytes | None = None
        self._open = True
        self._attached = False
        self._may_hand_over = False
        self._watcher: Any = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        key = environ.get("HTTP_SEC_WEBSOCKET_KEY", "")
        if not key or environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13":
            start_response("400 Bad Request", [("Content-Type", "text/plain")])
            return [b""]
        self._socket = _socket_of(environ)
        _set_options(self._socket)
        accept = base64.b64encode(hashlib.sha1(key.encode("latin-1") + _GUID).digest()).decode()
        self._socket.sendall(
            f"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Accept: {accept}\r\n\r\n".encode("ascii")
        )
        self._protocol = Connection(ConnectionType.SERVER)
        self._may_hand_over = environ.pop(HAND_OVER, False)
        try:
            self._handler(self)
        except HandedOver:
            # engineio stores the environment while the phone is connected, with the buffer that read the request.
            environ["wsgi.input"] = _NO_BODY
            self._watcher = gevent.get_hub().loop.io(self._socket.fileno(), _READ)
            self._watch()
            raise
        except Exception as error:
            self._failed(error)
        finally:
            if self._watcher is None:
                self.drop()
        if "gunicorn.socket" in environ:
            raise StopIteration  # gunicorn's sign for a finished connection; else it expects an HTTP answer
        return []

    def _failed(self, error: Exception) -> None:
        """A malformed message closes its own socket only, with one log line."""
        log.warning("a socket ended with %s", type(error).__name__)
        self._client.close(wait=False, abort=True)

    def _watch(self) -> None:
        """Let a greenlet read as soon as there is something to read."""
        self._watcher.start(self._wake)

    def _wake(self) -> None:
        self._watcher.stop()
        gevent.spawn(self._read)

    def _read(self) -> None:
        """Let engineio's client receive what is there, as its own loop would; then watch again, or end."""
        try:
            more = self._receive_all()
        except Exception as error:
            self._failed(error)
            more = False
        if more:
            self._watch()
            return
        self._watcher.close()
        client, server = self._client, self._client.server
        client.close(wait=False, abort=True, reason=server.reason.TRANSPORT_CLOSE)
        if server.sockets.get(client.sid) is client:
            del server.sockets[client.sid]
        self.drop()
        self._socket.close()

    def _receive_all(self) -> bool:
        """Receive without waiting; return whether more may follow."""
        while True:
            try:
                data = self._socket._sock.recv(_RECEIVE_BYTES) if self._open else b""
            except (BlockingIOError, InterruptedError):
                return True
            except OSError:
                return False
            if not self._feed(data):
                return False
            while self._received:
                try:
                    self._client.receive(Packet(encoded_packet=self._received.popleft()))
                except UnknownPacketError:
                    pass
                except SocketIsClosedError:
                    return False

    def _feed(self, data: bytes) -> bool:
        """Take what the socket gave into `_received`; return whether more may follow."""
        if not data:
            return False
        try:
            self._protocol.receive_data(data)
            return self._receive()
        except (OSError, ProtocolError):
            return False

    def wait(self) -> str | bytes | None:
        """Return the client's next message, or None at the end.

        Raises HandedOver where the client is admitted and needs no greenlet of its own from now on.
        """
        if not self._attached and self._client.upgraded:
            self._attached = True
            self._client.queue.attach(self)
            if self._may_hand_over and not self._received:
                raise HandedOver
        while not self._received:
            try:
                data = self._socket.recv(_RECEIVE_BYTES) if self._open else b""
            except OSError:
                return None
            if not self._feed(data):
                return None
        return self._received.popleft()

    def _receive(self) -> bool:
        """Process the received events; return whether more may follow."""
        for event in self._protocol.events():
            if isinstance(event, Message):
                data = bytes(event.data) if isinstance(event, BytesMessage) else event.data
                self._partial = data if self._partial is None else self._partial + data  # type: ignore[operator]
                if len(self._partial) > self._limit:
                    return False
                if event.message_finished:
                    self._received.append(self._partial)
                    self._partial = None
            elif isinstance(event, Ping):
                self._client.queue.put(raw(self._protocol.send(event.response())))
            elif isinstance(event, CloseConnection):
                return False
        return True

    def send(self, data: str | bytes) -> None:
        """Send text as a message, bytes as ready frames. Raises OSError where the client reads too slowly."""
        with gevent.Timeout(SEND_SECONDS, OSError("slow")):
            self._socket.sendall(frame(data) if isinstance(data, str) else data)

    def try_send(self, whole: bytes) -> bytes:
        """Send without waiting; return what is left."""
        try:
            sent = self._socket._sock.send(whole)
        except (BlockingIOError, InterruptedError):
            return whole
        except OSError:
            self._open = False
            return b""
        return whole[sent:]

    def close(self) -> None:
        """Send a close frame if that is possible without waiting, and drop the connection."""
        if self._open:
            self.try_send(CLOSING)
        self.drop()

    def drop(self) -> None:
        """Shut the connection down, which wakes its readers and writers."""
        self._open = False
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)


def _socket_of(environ: dict[str, Any]) -> Any:
    """Return the connection's socket from the environment of gevent's server or of gunicorn."""
    if "gunicorn.socket" in environ:
        return environ["gunicorn.socket"]
    stream = environ["wsgi.input"]
    return (stream if hasattr(stream, "raw") else stream.rfile).raw._sock


def _set_options(connection: Any) -> None:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BYTES)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MS)
