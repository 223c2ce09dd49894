"""An application of this process behind a real port."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

# A server ends at its next look at whether it should, which is every half second unless it is given.
LOOKS_EVERY_SECONDS = 0.02


class Handler(WSGIRequestHandler):
    """Keeps connections open and writes no log: a page is some fifty files."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Address of the application until the block ends."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Handler)
    with looped(server):
        yield f"http://127.0.0.1:{server.server_port}"


@contextmanager
def looped(server: BaseWSGIServer) -> Iterator[None]:
    """The server answers from a thread of its own until the block ends."""
    thread = threading.Thread(target=server.serve_forever, args=(LOOKS_EVERY_SECONDS,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
