"""One log line for every request, by its route: the address may contain a token or a code."""

import logging
import re
import secrets
import time

from flask import Flask, Response, g, request

from workshop.errors import DiskFull

NAME = "laena.request"
_ID = re.compile(r"[0-9a-f-]{8,64}")  # no words: it is logged
_UNWORTHY = {"health.alive", "health.ready", "metrics.metrics"}
log = logging.getLogger(NAME)


def follow(app: Flask) -> None:
    """Give every request an id, sent back as X-Request-ID, and log it."""

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
        # A full disk is logged every few seconds (process/upkeep.py), not for each phone.
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
