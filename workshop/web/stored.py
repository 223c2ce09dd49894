"""Figures of the whole installation, read from database and queue at each request for the metrics."""

from collections.abc import Iterator

from flask import current_app
from prometheus_client import CollectorRegistry, Metric
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from workshop.domain import watching
from workshop.web.edge import feed


class Stored(Collector):
    def collect(self) -> Iterator[Metric]:
        bus = current_app.extensions["laena.bus"]
        if bus is not None:
            yield GaugeMetricFamily("laena_queue_up", "1 while REDIS_URL answers.", value=float(bus.reachable()))
        try:
            found, times = feed().read(watching.lag), feed().read(watching.reported)
        except SQLAlchemyError:
            yield GaugeMetricFamily("laena_database_up", "1 while the database answers.", value=0.0)
            return
        silence = float("nan") if found["silence"] is None else found["silence"]
        for name, description, value in (
            ("laena_database_up", "1 while the database answers.", 1.0),
            ("laena_workshops", "Workshops in the database.", found["workshops"]),
            ("laena_worker_waiting_notes", "Notes that no worker has looked at.", found["waiting"]),
            ("laena_worker_silence_seconds", "Since the last sign of life of any worker.", silence),
        ):
            yield GaugeMetricFamily(name, description, value=value)
        yield _times(times)


def registry() -> CollectorRegistry:
    collectors = CollectorRegistry()
    collectors.register(Stored())
    return collectors


def _times(times: dict[str, dict[str, list[float]]]) -> HistogramMetricFamily:
    family = HistogramMetricFamily(
        "laena_worker_seconds", "Work of each worker by kind: place, regroup, compare, link.", labels=["worker", "work"]
    )
    for worker, kinds in sorted(times.items()):
        for kind, counts in sorted(kinds.items()):
            ends = [*(str(end) for end in watching.BUCKETS), "+Inf"]
            family.add_metric([worker, kind], list(zip(ends, counts[:-1], strict=True)), counts[-1])
    return family
