"""The log of a process, as text for a terminal or as JSON lines for a machine.

No line contains a note's text, a name or a phone's key.
"""

import logging
import time

from workshop.process.log_lines import formatter
from workshop.settings import Settings

_REQUESTS = "laena.request"


def configure(settings: Settings) -> None:
    """Set up the log of this process, on stderr."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(settings))
    logging.basicConfig(level=settings.log_level.upper(), handlers=[handler], force=True)
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
