"""HTTP connections between two requests: parked, each as a socket without a greenlet.

A phone sends a note every half minute. Closing its connection meanwhile would cost each note another handshake over bad
Wi-Fi; a greenlet for each would take a third of all memory at a thousand phones.
"""

import contextlib
import logging
from typing import Any

import gevent
from gevent import socket
from gevent.pywsgi import WSGIHandler, WSGIServer

from workshop.live.wire import HAND_OVER, HandedOver
from workshop.process.header_fields import Fields

SOON_SECONDS = 1.0  # a page asks again within it
REQUEST_SECONDS = 5.0  # a request's first line takes no longer, nor do its header fields
PARKED_SECONDS = 75.0
MOST_PARKED = 4_000
_SWEEP_SECONDS = 5.0
_READ = 1
log = logging.getLogger("laena.server")


class Connection(WSGIHandler):
    """Log neither clients that disconnect nor the bytes of what is not HTTP: they may be anybody's words."""

    MessageClass = Fields  # type: ignore[assignment]
    _read_one = False

    def read_requestline(self) -> str:
        if self._read_one and not self._more() and self._park():
            return ""
        with gevent.Timeout(REQUEST_SECONDS, False):  # type: ignore[arg-type]
            line = str(super().read_requestline())
            self._read_one = True  # a later request may come late
            return line
        return ""

    def read_request(self, raw_requestline: str) -> Any:
        """Read the header fields, which all together take no longer than a request's first line."""
        with gevent.Timeout(REQUEST_SECONDS, False):  # type: ignore[arg-type]
            return super().read_request(raw_requestline)
        raise ConnectionError("half a request")

    def _more(self) -> bool:
        """Return whether the next request is there or comes soon, or the client has disconnected."""
        try:
            self.socket.settimeout(0)
            if self.rfile.peek(1):
                return True
        except OSError:
            return True  # the read will raise
        finally:
            self.socket.settimeout(None)
        try:
            socket.wait_read(self.socket.fileno(), SOON_SECONDS, TimeoutError())
        except TimeoutError:
            return False
        return True

    def _park(self) -> bool:
        """Park the connection; return whether there was room. No byte of the next request has been read."""
        parked = isinstance(self.server, Server) and self.server.parked.add(self.socket, self.client_address)
        if parked:
            self.socket = None  # type: ignore[assignment]  # so that `handle` does not close it
        return parked

    def get_environ(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environ()
        environ[HAND_OVER] = isinstance(self.server, Server)
        return environ

    def run_application(self) -> None:
        """Run it; a connection that it handed over is neither read, answered nor closed any more."""
        try:
            super().run_application()
        except HandedOver:
            assert isinstance(self.server, Server)
            assert self.wsgi_input is not None
            self.wsgi_input.content_length, self.wsgi_input.chunked_input = 0, False  # its frames are no body
            self.server.handed_over.add(self.socket)
            self.socket = None  # type: ignore[assignment]  # so that `handle` does not close it
            self.close_connection = True

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):
            super().handle()

    def log_error(self, _message: str, *_quoted: object) -> None:
        log.warning("a request that is not HTTP")

    def _handle_client_error(self, error: Exception) -> Any:
        known = isinstance(error, (ValueError, OSError))  # gevent prints a traceback for others, such as HTTPException
        return super()._handle_client_error(error if known else ValueError())  # type: ignore[misc]

    def handle_error(self, kind: type[BaseException] | None, error: BaseException | None, trace: Any) -> None:
        if self.environ and self.environ.get("PATH_INFO", "").startswith("/socket.io") and kind is AssertionError:
            self.close_connection = True  # it disconnected before the handshake
            return
        super().handle_error(kind, error, trace)


class Server(WSGIServer):
    """gevent's server, which parks idle connections."""

    def __init__(self, listener: Any, application: Any) -> None:
        super().__init__(listener, application, log=None, error_log=log, handler_class=Connection)
        self.parked = Parked(self)
        self.handed_over: set[Any] = set()  # until the request's greenlet has ended

    def do_close(self, sock: Any, *rest: Any) -> None:
        if sock in self.handed_over:
            self.handed_over.remove(sock)
        elif sock not in self.parked:
            super().do_close(sock, *rest)

    def stop(self, timeout: float | None = None) -> None:
        self.parked.close()
        super().stop(timeout)


class Parked:
    """Idle connections, the oldest first."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._waiting: dict[Any, tuple[Any, Any, float]] = {}  # socket → watcher, the client's address, since when
        self._sweeping = False
        self._open = True

    def __len__(self) -> int:
        return len(self._waiting)

    def __contains__(self, sock: Any) -> bool:
        return sock in self._waiting

    def add(self, sock: Any, address: Any) -> bool:
        """Park the socket until bytes arrive; return False where too many are parked."""
        if not self._open or len(self._waiting) >= MOST_PARKED:
            return False
        hub = gevent.get_hub()
        watcher = hub.loop.io(sock.fileno(), _READ)
        self._waiting[sock] = (watcher, address, hub.loop.now())
        watcher.start(self._wake, sock)
        if not self._sweeping:
            self._sweeping = True
            gevent.spawn_later(_SWEEP_SECONDS, self._sweep)
        return True

    def _wake(self, sock: Any) -> None:
        address = self._unpark(sock)
        self._server.do_handle(sock, address)

    def _unpark(self, sock: Any) -> Any:
        watcher, address, _since = self._waiting.pop(sock)
        watcher.stop()
        watcher.close()
        return address

    def _sweep(self) -> None:
        self._sweeping = False
        before = gevent.get_hub().loop.now() - PARKED_SECONDS
        for sock, (_watcher, _address, since) in list(self._waiting.items()):
            if since > before:
                break
            self._unpark(sock)
            _close(sock)
        if self._waiting and self._open:
            self._sweeping = True
            gevent.spawn_later(_SWEEP_SECONDS, self._sweep)

    def close(self) -> None:
        """Close all, and park no more."""
        self._open = False
        for sock in list(self._waiting):
            self._unpark(sock)
            _close(sock)


def _close(sock: Any) -> None:
    """Close the connection, also where something still holds a reader of its requests, until the collector comes.

    Then `close` alone would close nothing yet: the browser would send its next request, and wait for the answer.
    """
    with contextlib.suppress(OSError):  # the client was first
        sock.shutdown(socket.SHUT_RDWR)
    sock.close()
