"""HTTP connections between two requests: kept open for the next note, at the cost of a socket and no greenlet.

A phone sends a note every half minute. Were its connection let go meanwhile, each note would first open another one,
which takes a time round a bad Wi-Fi; were its greenlet kept, a thousand would hold a third of all memory.
"""

from __future__ import annotations

import contextlib
import logging
from typing import Any

import gevent
from gevent import socket
from gevent.pywsgi import WSGIHandler, WSGIServer

from workshop.process.header_fields import Fields

SOON_SECONDS = 1.0  # a page asks again within it
REQUEST_SECONDS = 5.0  # a request's first line takes no longer
PARKED_SECONDS = 75.0
MOST_PARKED = 4_000
_SWEEP_SECONDS = 5.0
_READ = 1
log = logging.getLogger("laena.server")


class Connection(WSGIHandler):
    """A client that goes away in the middle is nothing to tell of, and what is no HTTP is never quoted: behind a wrong
    length it may be anybody's words."""

    MessageClass = Fields  # type: ignore[assignment]
    _asked = False

    def read_requestline(self) -> str:
        if self._asked and not self._more() and self._park():
            return ""
        with gevent.Timeout(REQUEST_SECONDS, False):  # type: ignore[arg-type]
            line = str(super().read_requestline())
            self._asked = True  # a later line may take its time
            return line
        return ""

    def _more(self) -> bool:
        """Whether the next request is there, or comes soon, or the client has gone."""
        try:
            self.socket.settimeout(0)
            if self.rfile.peek(1):
                return True
        except OSError:
            return True  # whoever reads will see
        finally:
            self.socket.settimeout(None)
        try:
            socket.wait_read(self.socket.fileno(), SOON_SECONDS, TimeoutError())
        except TimeoutError:
            return False
        return True

    def _park(self) -> bool:
        """Hands the connection back; answers whether there was room. Nothing of what was sent is in our hands."""
        parked = isinstance(self.server, Server) and self.server.parked.add(self.socket, self.client_address)
        if parked:
            self.socket = None  # type: ignore[assignment]  # so that `handle` does not close it
        return parked

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):
            super().handle()

    def log_error(self, _message: str, *_quoted: object) -> None:
        log.warning("a request that is no HTTP")

    def _handle_client_error(self, error: Exception) -> Any:
        known = isinstance(error, (ValueError, OSError))  # gevent prints a traceback for others, such as HTTPException
        return super()._handle_client_error(error if known else ValueError())  # type: ignore[misc]

    def handle_error(self, kind: type[BaseException] | None, error: BaseException | None, trace: Any) -> None:
        if self.environ and self.environ.get("PATH_INFO", "").startswith("/socket.io") and kind is AssertionError:
            self.close_connection = True  # a socket that was gone before it had shaken hands was never answered
            return
        super().handle_error(kind, error, trace)


class Server(WSGIServer):
    """As gevent's own, with a place for the connections on which nothing is asked just now."""

    def __init__(self, listener: Any, application: Any) -> None:
        super().__init__(listener, application, log=None, error_log=log, handler_class=Connection)
        self.parked = Parked(self)

    def do_close(self, sock: Any, *rest: Any) -> None:
        if sock not in self.parked:
            super().do_close(sock, *rest)

    def stop(self, timeout: float | None = None) -> None:
        self.parked.close()
        super().stop(timeout)


class Parked:
    """Connections that wait for their next request, the longest first."""

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
        """Keeps it until something comes; answers False where that is too many."""
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
        address = self._take(sock)
        self._server.do_handle(sock, address)

    def _take(self, sock: Any) -> Any:
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
            self._take(sock)
            sock.close()
        if self._waiting and self._open:
            self._sweeping = True
            gevent.spawn_later(_SWEEP_SECONDS, self._sweep)

    def close(self) -> None:
        """Lets all of them go, and takes no more."""
        self._open = False
        for sock in list(self._waiting):
            self._take(sock)
            sock.close()
