"""Figures in Prometheus' text format, without names, texts, codes or addresses.

The processes of one machine count into files of one folder (`laena web` makes it), and any of them answers for all.
"""

import os
import threading
import time
from collections import Counter as Tally
from collections import deque
from functools import cache
from typing import Any, NamedTuple

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from werkzeug.exceptions import NotFound

from workshop.domain import activities
from workshop.web import stored
from workshop.web.edge import feed, has_password, presence
from workshop.web.password_brake import near

pages = Blueprint("metrics", __name__)
_KINDS = {write.call: write.metric for write in activities.WRITES}
_BUCKETS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_CHANGES = (0, 1, 5, 20, 100, 500, 2000)
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}  # all others count as one
_VIEWS = ("phone", "console", "projector", "group")


class _Answer(NamedTuple):
    """The counted facts of an answer; `missed`: changes that a catch-up returned."""

    method: str
    route: str
    status: int
    kind: str | None
    refused: str | None
    again: bool
    seconds: float
    missed: int | None


class Metrics:
    """A registry for each application: tests have several in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        common: dict[str, Any] = {"registry": self.registry}
        self.writes = Counter("laena_writes", "Participants' writes by outcome.", ["kind", "outcome"], **common)
        self.seconds = Histogram(
            "laena_write_seconds", "From a write's arrival to its answer.", ["kind"], buckets=_BUCKETS, **common
        )
        self.again = Counter("laena_outbox_retries", "Writes that a phone's outbox sent again.", ["kind"], **common)
        self.missed = Histogram(
            "laena_catch_up_changes", "Changes that a client had missed when it asked.", buckets=_CHANGES, **common
        )
        self.requests = Counter("laena_requests", "Answers by status.", ["method", "route", "status"], **common)
        self.refusals = Counter("laena_refusals", "Refusals by their stable code.", ["code"], **common)
        self.sockets = Gauge(
            "laena_sockets", "Open sockets by what they show.", ["view"], multiprocess_mode="livesum", **common
        )
        newest = {"multiprocess_mode": "livemax", **common}
        self.trouble = Gauge("laena_disk_full", "1 while writes find no room on the disk.", **newest)
        self.backup = Gauge("laena_backup_timestamp_seconds", "When the newest backup was known good.", **newest)
        self.backup_failed = Gauge("laena_backup_failed", "1 when the last attempt at a backup failed.", **newest)

        # Counted within the second, so that no client waits for it.
        self.answers: deque[_Answer] = deque()
        self._counting = threading.Lock()
        # Cached, as each note looks up three.
        self._one_request = cache(self.requests.labels)
        self._one_write = cache(self.writes.labels)
        self._one_time = cache(self.seconds.labels)

    def _add(self, one: _Answer) -> None:
        self._one_request(one.method, one.route, one.status).inc()
        if one.refused:
            self.refusals.labels(one.refused).inc()
        if one.kind:
            self._one_write(one.kind, one.refused or "ok").inc()
            self._one_time(one.kind).observe(one.seconds)
            if one.again:
                self.again.labels(one.kind).inc()
        if one.missed is not None:
            self.missed.observe(one.missed)

    def update(self) -> None:
        """Update this process's own figures; called once a second."""
        with self._counting:
            while self.answers:
                self._add(self.answers.popleft())
        views = Tally(presence().views())
        for view in _VIEWS:
            self.sockets.labels(view).set(views[view])
        self.trouble.set(feed().database.trouble is not None)

    def text(self) -> bytes:
        """Return all figures of this machine's processes; a part that does not answer counts 0."""
        self.update()
        counted = self.registry
        if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
            counted = CollectorRegistry()
            MultiProcessCollector(counted)
        return generate_latest(counted) + generate_latest(stored.registry())


def count(app: Flask, metrics: Metrics) -> None:
    """Count every answer of the application."""

    @app.before_request
    def _begin() -> None:
        g.counted_from = time.perf_counter()

    @app.after_request
    def _end(response: Response) -> Response:
        now, environ = time.perf_counter(), request.environ
        missed = max(0, g.seq - g.since) if g.get("since") and g.get("seq") is not None else None
        metrics.answers.append(
            _Answer(
                method if (method := environ["REQUEST_METHOD"]) in _METHODS else "other",
                request.url_rule.rule if request.url_rule else "-",
                response.status_code,
                _KINDS.get(request.endpoint or ""),
                g.get("refused"),
                "HTTP_X_LAENA_AGAIN" in environ,
                now - g.get("counted_from", now),
                missed,
            )
        )
        return response


@pages.get("/metrics")
def metrics() -> Any:
    if not near(request.remote_addr or "", "X-Forwarded-For" in request.headers) and not has_password():
        raise NotFound
    counted: Metrics = current_app.extensions["laena.metrics"]
    return Response(counted.text(), content_type=CONTENT_TYPE_LATEST)
