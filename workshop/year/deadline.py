"""The deadline of a directive as a calendar file (RFC 5545), with reminders before it."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from workshop.year.contents import Directive

MEDIA_TYPE = "text/calendar; charset=utf-8"
_BANGKOK = ZoneInfo("Asia/Bangkok")  # calendars know the zone by this name
# The day of an office, at whose end the answer is due.
_OPENS, _CLOSES = time(8, 30), time(16, 30)
_REMINDERS = (7, 3, 1)  # days before
# What RFC 5545 allows in no text, and other line ends: some calendars refuse a file with them, others read a new line.
_CONTROLS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029]+")


def calendar_of(directive: Directive) -> bytes:
    """Return the file; a later version of the directive replaces its entry, a withdrawn one cancels it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Laena//directive//TH")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if directive.withdrawn else "PUBLISH")
    calendar.add_component(_entry(directive))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _entry(directive: Directive) -> Event:
    subject = _plain(directive.subject)
    entry = Event()
    entry.add("uid", f"{directive.uid}@laena")
    entry.add("sequence", directive.version)
    # No clock: the same version is the same file.
    entry.add("dtstamp", datetime.combine(directive.issued_on, _OPENS, _BANGKOK).astimezone(UTC))
    entry.add("dtstart", datetime.combine(directive.deadline, _OPENS, _BANGKOK))
    entry.add("dtend", datetime.combine(directive.deadline, _CLOSES, _BANGKOK))
    entry.add("summary", f"กำหนดส่งคำตอบ: {subject}")
    about = (f"{directive.issuer} ที่ {directive.number}", directive.meeting, directive.withdrawn or directive.text)
    entry.add("description", "\n".join(_plain(line) for line in about if line))
    entry.add("status", "CANCELLED" if directive.withdrawn else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    for days in () if directive.withdrawn else _REMINDERS:
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("description", f"อีก {days} วันถึงกำหนดส่ง: {subject}")
        reminder.add("trigger", timedelta(days=-days))
        entry.add_component(reminder)
    return entry


def _plain(text: str) -> str:
    """Return the text with a blank for controls, which a file signed elsewhere may contain."""
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n"))
