"""Times of the programme's items, in minutes of the day, and how late the one is that is now."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from workshop.domain.thai_time import minute_of_day
from workshop.errors import Refusal

DAY = 24 * 60
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


def late(item: Item, now: int) -> int:
    """Return by how many minutes what is now began late, or runs over its planned end if that is more; `now` in ms.

    Early is negative. Only the time of day counts, so that a rehearsal on another day is not late by a day.
    """
    began, ran = (minute_of_day(each) for each in (item["began_at"], now))
    over = _apart(ran, ending(item)) if now - item["began_at"] >= item["minutes"] * 60_000 else -DAY
    return max(_apart(began, item["starts"]), over)


def _apart(minutes: int, planned: int) -> int:
    """Return by how much a minute of the day is after another, between -12 and 12 hours."""
    return (minutes - planned + DAY // 2) % DAY - DAY // 2
