"""The due days of a unit's open actions as a calendar file, with reminders before each."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import date

from icalendar import Event

from workshop.views import calendar_files
from workshop.views.action_list import Listed

_REMINDERS = (7, 1)  # days before
_OPEN = ("waiting", "doing")


def calendar_of(secret: str, title: str, found: Iterable[Listed], seq: int) -> bytes:
    """Return the file of the open actions that have a day; a later file of the same workshop replaces its entries.

    `secret`: the workshop's, by which alone an entry's id can be made.
    """
    dated = ((each, each.action.due) for each in found if each.action.status in _OPEN)
    return calendar_files.file_of("actions", [_entry(secret, title, each, due, seq) for each, due in dated if due])


def _entry(secret: str, title: str, each: Listed, due: date, seq: int) -> Event:
    # Not of the code, which lets people join: it is so short that all can be tried.
    uid = hmac.digest(secret.encode(), f"action {each.id}".encode(), "sha256").hex()[:32]
    what, about = each.action.what, (title, each.action.unit, each.action.measure)
    entry = calendar_files.entry(uid, seq, due, due, f"ครบกำหนด: {what}", about)
    for days in _REMINDERS:
        calendar_files.remind(entry, days, f"อีก {days} วันครบกำหนด: {what}")
    return entry
