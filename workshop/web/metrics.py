"""Figures in Prometheus' text format. No name, no text, no code, no address is in any of them."""

from __future__ import annotations

import time
from collections import Counter as Tally
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from workshop.domain import watching
from workshop.web.edge import feed, presence

pages = Blueprint("metrics", __name__)
_KINDS = {
    "participant.join": "join",
    "participant.submit": "note",
    "participant.edit": "edit",
    "participant.delete": "delete",
}
_BUCKETS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_VIEWS = ("phone", "console", "projector")


class Metrics:
    """One registry an application, so that two in one process (tests) do not count together."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        common = {"registry": self.registry}
        self.writes = Counter("laena_writes", "Participants' writes by outcome.", ["kind", "outcome"], **common)
        self.seconds = Histogram(
            "laena_write_seconds", "From a write's arrival to its answer.", ["kind"], buckets=_BUCKETS, **common
        )
        self.requests = Counter("laena_requests", "Answers by status.", ["method", "route", "status"], **common)
        self.refusals = Counter("laena_refusals", "Refusals by their stable code.", ["code"], **common)
        self.sockets = Gauge("laena_sockets", "Open sockets by what they show.", ["view"], **common)
        self.workshops = Gauge("laena_workshops", "Workshops in the database.", **common)
        self.waiting = Gauge("laena_worker_waiting_notes", "Notes that the worker has not looked at.", **common)
        self.silence = Gauge("laena_worker_silence_seconds", "Since the worker's last sign of life.", **common)
        self.trouble = Gauge("laena_disk_full", "1 while writes find no room on the disk.", **common)
        self.backup = Gauge("laena_backup_timestamp_seconds", "When the newest backup was known good.", **common)
        self.backup_failed = Gauge("laena_backup_failed", "1 when the last attempt at a backup failed.", **common)

    def look(self, presence: Any) -> None:
        """Once a second: what this process alone knows."""
        views = Tally(presence.views())
        for view in _VIEWS:
            self.sockets.labels(view).set(views[view])

    def text(self) -> bytes:
        """Everything as it is now. Raises what a database that is away raises."""
        found = feed().read(watching.lag)
        self.workshops.set(found["workshops"])
        self.waiting.set(found["waiting"])
        self.silence.set(float("nan") if found["silence"] is None else found["silence"])
        self.trouble.set(feed().database.trouble is not None)
        self.look(presence())
        return generate_latest(self.registry)


def count(app: Flask, metrics: Metrics) -> None:
    """Counts every answer of the application."""

    @app.before_request
    def _begin() -> None:
        g.counted_from = time.perf_counter()

    @app.after_request
    def _end(response: Response) -> Response:
        route = str(request.url_rule or "-")
        metrics.requests.labels(request.method, route, response.status_code).inc()
        refused = g.get("refused")
        if refused:
            metrics.refusals.labels(refused).inc()
        kind = _KINDS.get(request.endpoint or "")
        if kind:
            metrics.writes.labels(kind, refused or "ok").inc()
            if "counted_from" in g:
                metrics.seconds.labels(kind).observe(time.perf_counter() - g.counted_from)
        return response


@pages.get("/metrics")
def metrics() -> Any:
    kept: Metrics = current_app.extensions["laena.metrics"]
    return Response(kept.text(), content_type=CONTENT_TYPE_LATEST)
