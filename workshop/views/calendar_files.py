"""Due days as calendar files (RFC 5545): an entry for an office's hours of the day, with reminders before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

MEDIA_TYPE = "text/calendar; charset=utf-8"
_BANGKOK = ZoneInfo("Asia/Bangkok")  # calendars know the zone by this name
# The day of an office, at whose end something is due.
_OPENS, _CLOSES = time(8, 30), time(16, 30)
# What RFC 5545 allows in no text, and other line ends: some calendars refuse a file with them, others read a new line.
_CONTROLS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029]+")


def file_of(subject: str, entries: Iterable[Event], method: str = "PUBLISH") -> bytes:
    """Return the file; the same entries are the same file."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Laena//{subject}//TH")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for each in entries:
        calendar.add_component(each)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def entry(uid: str, version: int, stamped: date, due: date, title: str, about: Iterable[str]) -> Event:
    """Return the entry of a due day, which replaces those of earlier versions under this uid.

    `stamped`: a day of the content, as the clock would make every file another. `about`: lines, of which empty ones
    are left out. Texts may come from outside: a blank stands for their controls.
    """
    made = Event()
    made.add("uid", f"{uid}@laena")
    made.add("sequence", version)
    made.add("dtstamp", datetime.combine(stamped, _OPENS, _BANGKOK).astimezone(UTC))
    made.add("dtstart", datetime.combine(due, _OPENS, _BANGKOK))
    made.add("dtend", datetime.combine(due, _CLOSES, _BANGKOK))
    made.add("summary", _plain(title))
    made.add("description", "\n".join(_plain(line) for line in about if line))
    made.add("transp", "TRANSPARENT")
    return made


def remind(made: Event, days: int, text: str) -> None:
    """Add a reminder so many days before."""
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", _plain(text))
    reminder.add("trigger", timedelta(days=-days))
    made.add_component(reminder)


def _plain(text: str) -> str:
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n"))
