"""Times of the programme's items, in minutes of the day, and how late the one is that is now."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _

from workshop.domain.thai_time import OF_BANGKOK_MS, minute_of_day
from workshop.errors import Refusal

DAY = 24 * 60
FAR = 4 * 60  # minutes beyond which lateness says nothing of this day's programme
MINUTE_MS = 60_000
_EPOCH = date(1970, 1, 1).toordinal()
Item = dict[str, Any]


def minute(text: str) -> int:
    """Return the minute of the day of "9:05" or "09.05". Raises Refusal for what is no time."""
    hour, _colon, rest = text.strip().replace(".", ":").partition(":")
    digits = hour.isdecimal() and rest.isdecimal() and len(hour) <= 2 and len(rest) == 2
    if digits and int(hour) < 24 and int(rest) < 60:
        return int(hour) * 60 + int(rest)
    raise Refusal(None, at=_("เวลาเริ่มเป็นชั่วโมงและนาที เช่น 9:30 หรือ 13:00"))


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def ending(item: Item) -> int:
    """Return the minute of the day at which it is planned to end."""
    return int(item["starts"] + item["minutes"])


def planned_at(item: Item, starts_on: str) -> int:
    """Return when it is planned to begin, in ms since 1970; 0 where the workshop has no date."""
    if not starts_on:
        return 0
    days = date.fromisoformat(starts_on).toordinal() - _EPOCH + int(item["day"]) - 1
    return (days * DAY + int(item["starts"])) * MINUTE_MS - OF_BANGKOK_MS


def late(item: Item, now: int, starts_on: str = "") -> int | None:
    """Return by how many minutes what is now began late, and runs over what is planned; `now` in ms. Early is negative.

    Without a date of the workshop only the time of day counts. None beyond FAR, where it is of another day, as at a
    rehearsal, or nobody knows.
    """
    began, planned = item["began_at"] // MINUTE_MS, planned_at(item, starts_on) // MINUTE_MS
    after = began - planned if planned else _apart(minute_of_day(item["began_at"]), item["starts"])
    after += max(0, now // MINUTE_MS - began - item["minutes"])
    return after if -FAR <= after <= FAR else None


def goes_on(pause: Item, following: Item) -> int:
    """Return the minute of the day at which what follows a break or a meal begins: when that really ends.

    It is as long as planned after its real beginning; what is planned for later than its planned end does not come
    before its own time.
    """
    end = (minute_of_day(pause["began_at"]) + int(pause["minutes"])) % DAY
    starts = int(following["starts"])
    return end if starts <= ending(pause) else max(end, starts)


def _apart(minutes: int, planned: int) -> int:
    """Return by how much a minute of the day is after another, between -12 and 12 hours."""
    return (minutes - planned + DAY // 2) % DAY - DAY // 2
