"""Work that takes longer than a socket can wait: put into a queue here, done by the worker process."""

from __future__ import annotations

import io
import logging
from typing import Any

from huey import SqliteHuey
from huey.exceptions import HueyException, TaskException

from workshop.domain import reasons
from workshop.domain.grouper import Grouper
from workshop.feed import Feed
from workshop.reports import FORMATS, filename
from workshop.reports.collect import collect
from workshop.settings import Settings

log = logging.getLogger("laena.jobs")


class Jobs:
    """The queue. A process that only asks needs no feed; the one that works gives it."""

    def __init__(self, settings: Settings, feed: Feed | None = None, grouper: Grouper | None = None) -> None:
        settings.data.mkdir(parents=True, exist_ok=True)
        self.huey = SqliteHuey("laena", filename=str(settings.data / "jobs.db"), results=True)
        self._feed = feed
        self._grouper = grouper
        self._report = self.huey.task(name="report")(self._write_report)
        self._reason = self.huey.task(name="reason")(self._find_reason)

    def report(self, code: str, kind: str, language: str, patience: float) -> tuple[str, bytes] | None:
        """(file name, content) of the workshop's report, or None where the worker did not answer in `patience` s."""
        return _answered(self._report(code, kind, language), patience)  # type: ignore[no-any-return]

    def why(self, code: str, note_id: str, patience: float) -> dict[str, Any] | None:
        """Why the note is where it is, as `domain.reasons.answer` says it, or None where no worker answered."""
        return _answered(self._reason(code, note_id), patience)  # type: ignore[no-any-return]

    def _find_reason(self, code: str, note_id: str) -> dict[str, Any]:
        assert self._feed is not None
        self._grouper = self._grouper or Grouper()
        return reasons.answer(self._grouper, self._feed.read(reasons.ask, code, note_id))

    def _write_report(self, code: str, kind: str, language: str) -> tuple[str, bytes]:
        assert self._feed is not None
        content = self._feed.read(collect, code, language)
        stream = io.BytesIO()
        FORMATS[kind].write(content, stream)
        return filename(content, kind), stream.getvalue()


def _answered(asked: Any, patience: float) -> Any:
    try:
        return asked.get(blocking=True, timeout=patience, backoff=1, max_delay=0.1)
    except (HueyException, TaskException) as trouble:  # no answer in time; or the worker failed at it
        log.error("job: %s", type(trouble).__name__)
        return None
