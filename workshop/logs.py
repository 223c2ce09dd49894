"""Log lines, as text for a terminal or as a JSON object each for a machine; and one for every request.

A request is told by its route, never by its address, which may hold a token or a code. No line holds a note's text, a
name or a phone's key.
"""

from __future__ import annotations

import logging
import re
import secrets
import time

from flask import Flask, Response, g, request

from workshop.errors import DiskFull
from workshop.log_lines import formatter
from workshop.settings import Settings

REQUESTS = "laena.request"
_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")
_UNWORTHY = {"health.alive", "health.ready", "metrics.metrics"}
log = logging.getLogger(REQUESTS)


def configure(settings: Settings) -> None:
    """Sets up this process's log, on stderr."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(settings))
    logging.basicConfig(level=settings.log_level.upper(), handlers=[handler], force=True)
    if settings.log_format == "text" and settings.log_level != "debug":
        # Ten lines a second would push the greeting off the facilitator's terminal.
        log.setLevel(logging.WARNING)


class Seldom(logging.Filter):
    """Lets a line through every so many seconds, without its trace: a queue that is away says so ten times a second."""

    def __init__(self, seconds: float = 30.0) -> None:
        super().__init__()
        self._seconds, self._last = seconds, float("-inf")

    def filter(self, record: logging.LogRecord) -> bool:
        now = time.monotonic()
        if now - self._last < self._seconds:
            return False
        self._last = now
        record.exc_info, record.exc_text = None, None
        return True


def follow(app: Flask) -> None:
    """Gives every request an id, answered as X-Request-ID, and logs it."""

    @app.before_request
    def _begin() -> None:
        given = request.environ.get("HTTP_X_REQUEST_ID", "")
        g.request_id = given if _ID.fullmatch(given) else secrets.token_hex(8)
        g.begun = time.perf_counter()

    @app.after_request
    def _end(response: Response) -> Response:
        if "request_id" not in g:  # refused before it began
            return response
        response.headers["X-Request-ID"] = g.request_id
        # A full disk is told once every few seconds (workshop/upkeep.py), not once for each phone that tries again.
        bad = response.status_code >= 500 and g.get("refused") != DiskFull.code
        level = logging.WARNING if bad else logging.INFO
        if request.endpoint not in _UNWORTHY and log.isEnabledFor(level):
            fields = {
                "request_id": g.request_id,
                "method": request.method,
                "route": str(request.url_rule or "-"),
                "status": response.status_code,
                "ms": round((time.perf_counter() - g.begun) * 1000, 1),
            }
            if refused := g.get("refused"):
                fields["refused"] = refused
            words = " ".join(str(value) for name, value in fields.items() if name != "request_id")
            log.log(level, "%s", words, extra={"fields": fields})
        return response
