"""Browser tests: each brings contexts of its own to the one Chromium. The application behind a real port."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.chromium import PATIENCE_MS, UNHURRIED


class Handler(WSGIRequestHandler):
    """Keeps connections, and its mouth shut: a page is some fifty files."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@pytest.fixture
def url(app: Flask) -> Iterator[str]:
    """Address of the application in this process, with live delivery."""
    app.extensions["laena.delivery"].start()
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    app.extensions["laena.delivery"].stop()
    server.shutdown()
    thread.join()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Page]]:
    """visitor((width, height)): an empty page of a device of its own; what its scripts complain of fails the test."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def arrive(size: tuple[int, int], **options: Any) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="th-TH", **options)
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(UNHURRIED)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield arrive
    for context in contexts:
        context.close()
    assert complaints == []
