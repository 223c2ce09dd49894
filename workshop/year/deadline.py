"""The deadline of a directive as a calendar file, with reminders before it."""

from icalendar import Event

from workshop.views import calendar_files
from workshop.year.contents import Directive

_REMINDERS = (7, 3, 1)  # days before


def calendar_of(directive: Directive) -> bytes:
    """Return the file; a later version of the directive replaces its entry, a withdrawn one cancels it."""
    method = "CANCEL" if directive.withdrawn else "PUBLISH"
    return calendar_files.file_of("directive", [_entry(directive)], method)


def _entry(directive: Directive) -> Event:
    subject, version, issued_on = directive.subject, directive.version, directive.issued_on
    about = (f"{directive.issuer} ที่ {directive.number}", directive.meeting, directive.withdrawn or directive.text)
    title = f"กำหนดส่งคำตอบ: {subject}"
    entry = calendar_files.entry(directive.uid, version, issued_on, directive.deadline, title, about)
    entry.add("status", "CANCELLED" if directive.withdrawn else "CONFIRMED")
    for days in () if directive.withdrawn else _REMINDERS:
        calendar_files.remind(entry, days, f"อีก {days} วันถึงกำหนดส่ง: {subject}")
    return entry
