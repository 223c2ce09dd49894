"""Work that takes longer than a socket can wait: put into a queue here, done by the worker process."""

from __future__ import annotations

import io
import logging

from huey import SqliteHuey
from huey.exceptions import HueyException

from workshop.feed import Feed
from workshop.reports import FORMATS, filename
from workshop.reports.collect import collect
from workshop.settings import Settings

log = logging.getLogger("laena.jobs")


class Jobs:
    """The queue. A process that only asks needs no feed; the one that works gives it."""

    def __init__(self, settings: Settings, feed: Feed | None = None) -> None:
        settings.data.mkdir(parents=True, exist_ok=True)
        self.huey = SqliteHuey("laena", filename=str(settings.data / "jobs.db"), results=True)
        self._feed = feed
        self._report = self.huey.task(name="report")(self._write_report)

    def report(self, code: str, kind: str, language: str, patience: float) -> tuple[str, bytes] | None:
        """(file name, content) of the workshop's report, or None where the worker did not answer in `patience` s."""
        asked = self._report(code, kind, language)
        try:
            return asked.get(blocking=True, timeout=patience, backoff=1, max_delay=0.1)  # type: ignore[no-any-return]
        except HueyException as trouble:
            log.error("report %s: %s", kind, type(trouble).__name__)
            return None

    def _write_report(self, code: str, kind: str, language: str) -> tuple[str, bytes]:
        assert self._feed is not None
        content = self._feed.read(collect, code, language)
        stream = io.BytesIO()
        FORMATS[kind].write(content, stream)
        return filename(content, kind), stream.getvalue()


def queue(settings: Settings, feed: Feed | None = None) -> Jobs:
    return Jobs(settings, feed)
