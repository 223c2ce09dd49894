"""The log of a process, as text for a terminal or as JSON lines for a machine.

No line contains a note's text, a name or a phone's key.
"""

import json
import logging
import time
from datetime import UTC, datetime
from typing import Any

from workshop.settings import Settings

_FORMAT = "%(asctime)s %(name)s %(levelname)s %(message)s"
_REQUESTS = "laena.request"


def configure(settings: Settings) -> None:
    """Set up the log of this process, on stderr."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(settings))
    logging.basicConfig(level=settings.log_level.upper(), handlers=[handler], force=True)
    if settings.log_level != "debug":
        logging.getLogger("alembic").setLevel(logging.WARNING)  # what it looks at is nothing to act on
    if settings.log_format == "text" and settings.log_level != "debug":
        # Ten lines a second would push the greeting off the facilitator's terminal.
        logging.getLogger(_REQUESTS).setLevel(logging.WARNING)


class Seldom(logging.Filter):
    """Pass one line every so many seconds, without its trace: a missing queue is logged ten times a second."""

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


def formatter(settings: Settings) -> logging.Formatter:
    return JsonLine() if settings.log_format == "json" else logging.Formatter(_FORMAT)


class JsonLine(logging.Formatter):
    """{"at", "level", "logger", "message"} and what was given as `extra={"fields": {…}}`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
