"""The due days of a unit's open actions as a calendar file (RFC 5545), with reminders before each."""

from __future__ import annotations

import hmac
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


def calendar_of(secret: str, title: str, found: Iterable[Listed], seq: int) -> bytes:
    """Return the file of the open actions that have a day; a later file of the same workshop replaces its entries.

    `secret`: the workshop's, by which alone an entry's id can be made.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Laena//actions//TH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for each in found:
        if each.action.due is not None and each.action.status in _OPEN:
            calendar.add_component(_entry(secret, title, each, seq))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _entry(secret: str, title: str, each: Listed, seq: int) -> Event:
    due = each.action.due
    assert due is not None
    what = _plain(each.action.what)
    entry = Event()
    # Not of the code, which lets people join: it is so short that all can be tried.
    uid = hmac.digest(secret.encode(), f"action {each.id}".encode(), "sha256").hex()[:32]
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
