"""The format of a log line: text for a terminal, or a JSON object for a machine."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from workshop.settings import Settings

_FORMAT = "%(asctime)s %(name)s %(levelname)s %(message)s"


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
