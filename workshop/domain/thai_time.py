"""The time of day in Thailand, whatever the machine's zone."""

from datetime import datetime, timedelta, timezone

# This offset since 1920, and no summer time; Windows has no table of zones of its own.
BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")


def minute_of_day(ms: int) -> int:
    """Return the minute of the day at a time in ms since 1970."""
    then = datetime.fromtimestamp(ms / 1000, BANGKOK)
    return then.hour * 60 + then.minute
