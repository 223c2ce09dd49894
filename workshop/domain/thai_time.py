"""The time of day in Thailand, whatever the machine's zone."""

from datetime import date, datetime, time, timedelta, timezone

# This offset since 1920, and no summer time; Windows has no table of zones of its own.
BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")
OF_BANGKOK_MS = 7 * 3_600_000

ERA = 543


def fiscal_year(day: date) -> int:
    """Return the fiscal year in the Buddhist era: October 2563 belongs to 2564."""
    return day.year + ERA + (1 if day.month >= 10 else 0)


def minute_of_day(ms: int) -> int:
    """Return the minute of the day at a time in ms since 1970."""
    then = datetime.fromtimestamp(ms / 1000, BANGKOK)
    return then.hour * 60 + then.minute


def end_of(day: str) -> int:
    """Return when this day, written as 2021-03-09, is over, in ms since 1970; 0 without a day."""
    if not day:
        return 0
    return int(datetime.combine(date.fromisoformat(day) + timedelta(days=1), time(), BANGKOK).timestamp() * 1000)
