"""Laena counts devices: no text of screens, reports, docs or README says people where they are counted."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.pofile import read_po

from workshop.reports import words
from workshop.reports.words import Word

ROOT = Path(__file__).parents[2]
NUMBER = r"(?:\d+|ห้า|five|%\(\w+\)s|\{\w+\})"
THAI = re.compile(rf"(?:ตั้งแต่|น้อยกว่า|ไม่ถึง|เพียง|กลุ่มนี้มี) ?{NUMBER} ?คน|มีท่านคนเดียว")
ENGLISH = re.compile(
    rf"(?:at least|fewer than|from|only|has|below) {NUMBER} (?:different )?(?:people|persons|writers)", re.I
)


def texts() -> list[str]:
    with (ROOT / "workshop/translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        screens = [str(text) for message in read_po(file) for text in (message.id, message.string)]
    pages = [path.read_text("utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))]
    found = [word for word in vars(words.Words).values() if isinstance(word, Word)]
    reports = [word.in_(language) for word in found for language in ("th", "en")]
    assert len(reports) > 100
    return screens + pages + reports


def test_where_devices_are_counted_no_text_says_people() -> None:
    said = [found[0] for text in texts() for pattern in (THAI, ENGLISH) for found in pattern.finditer(text)]
    assert said == []
