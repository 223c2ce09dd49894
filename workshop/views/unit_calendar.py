"""The due days of a unit's open actions as a calendar file (RFC 5545), with reminders before each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from workshop.views.action_list import Listed

MEDIA_TYPE = "text/calendar; charset=utf-8"
_BANGKOK = ZoneInfo("Asia/Bangkok")
_OPENS, _CLOSES = time(8, 30), time(16, 30)
_REMINDERS = (7, 1)  # days before
_OPEN = ("waiting", "doing")
_CONTROLS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029]+")


def calendar_of(code: str, title: str, found: Iterable[Listed], seq: int) -> bytes:
    """Return the file of the open actions that have a day; a later file of the same workshop replaces its entries."""
    calendar = Calendar()
    calendar.add("prodid", "-//Laena//actions//TH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for each in found:
        if each.action.due is not None and each.action.status in _OPEN:
            calendar.add_component(_entry(code, title, each, seq))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _entry(code: str, title: str, each: Listed, seq: int) -> Event:
    due = each.action.due
    assert due is not None
    what = _plain(each.action.what)
    entry = Event()
    uid = hashlib.sha256(f"{code} {each.id}".encode()).hexdigest()[:32]  # a code lets people join
    entry.add("uid", f"{uid}@laena")
    entry.add("sequence", seq)
    # No clock: the same list is the same file.
    entry.add("dtstamp", datetime.combine(due, _OPENS, _BANGKOK).astimezone(UTC))
    entry.add("dtstart", datetime.combine(due, _OPENS, _BANGKOK))
    entry.add("dtend", datetime.combine(due, _CLOSES, _BANGKOK))
    entry.add("summary", f"ครบกำหนด: {what}")
    about = (title, each.action.unit, each.action.measure)
    entry.add("description", "\n".join(_plain(line) for line in about if line))
    entry.add("transp", "TRANSPARENT")
    for days in _REMINDERS:
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("description", f"อีก {days} วันครบกำหนด: {what}")
        reminder.add("trigger", timedelta(days=-days))
        entry.add_component(reminder)
    return entry


def _plain(text: str) -> str:
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n"))
