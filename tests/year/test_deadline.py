"""The deadline of a directive in a calendar: one entry, replaced by later versions, in Thai and in Bangkok's time."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from tests.year.installations import draft
from workshop.views.dates import BANGKOK
from workshop.year import deadline, directives
from workshop.year.contents import Directive

UID = "ab" * 16


def entry(directive: Directive) -> Any:
    data = deadline.calendar_of(directive)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(data)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Bangkok"]
    (found,) = calendar.walk("VEVENT")
    return found


def directive(version: int = 1, **changed: Any) -> Directive:
    return directives._checked(draft(**changed), UID, version)


def test_the_entry_is_the_last_day_in_bangkok_with_reminders_before_it() -> None:
    subject = "ทบทวนผลการดำเนินงานที่ผ่านมา; เพื่อวางแผน, ปี ๒๕๖๔ " * 3
    found = entry(directive(subject=subject, text="ข้อแรก\nข้อสอง"))
    assert found["SUMMARY"] == f"กำหนดส่งคำตอบ: {subject.strip()}"
    assert found.decoded("dtend") == datetime(2020, 11, 2, 16, 30, tzinfo=BANGKOK)
    assert [each.decoded("trigger") for each in found.walk("VALARM")] == [timedelta(days=-n) for n in (7, 3, 1)]
    assert "ข้อแรก\nข้อสอง" in found["DESCRIPTION"]


def test_a_later_version_replaces_the_entry_and_a_withdrawn_one_cancels_it() -> None:
    first, moved = entry(directive()), entry(directive(2, deadline=date(2020, 11, 9)))
    assert first["UID"] == moved["UID"]
    assert (first["SEQUENCE"], moved["SEQUENCE"]) == (1, 2)
    gone = entry(directive(3).model_copy(update={"withdrawn": "ทำผิดฉบับ"}))
    assert (gone["STATUS"], gone["UID"], gone.walk("VALARM")) == ("CANCELLED", first["UID"], [])
    assert "ทำผิดฉบับ" in gone["DESCRIPTION"]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1970, 1, 1), date(2024, 2, 29), date(9999, 12, 31)])
def test_any_day_of_a_calendar_has_an_entry(day: date) -> None:
    assert entry(directive().model_copy(update={"deadline": day})).decoded("dtstart").date() == day


@pytest.mark.parametrize("control", ["\r", "\v", "\f", "\x1b", "\x7f", "\x85", "\N{LINE SEPARATOR}"])
def test_no_text_of_a_signed_file_brings_controls_or_line_ends_into_the_calendar(control: str) -> None:
    hostile = f"งาน{control}ATTENDEE:MAILTO:x"
    fields = dict.fromkeys(("subject", "issuer", "number", "meeting", "text"), hostile)
    data = deadline.calendar_of(directive().model_copy(update=fields)).decode()
    assert data.splitlines() == data.removesuffix("\r\n").split("\r\n")
    assert [letter for letter in data if unicodedata.category(letter) == "Cc" and letter not in "\r\n"] == []
