"""Programmes that a workshop can start from: times of one day, of two, and of two with an evening.

The phases of the agenda fill what is free between breaks and meals, in their order and in equal parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

Fixed = tuple[int, str, int, str, object]  # day, start, minutes, kind, title
Free = tuple[int, str, int]


@dataclass(frozen=True)
class Plan:
    name: object
    fixed: tuple[Fixed, ...]
    free: tuple[Free, ...]

    def items(self, agenda: Sequence[tuple[int, str]]) -> Iterator[dict[str, Any]]:
        """Yield the items, given (id, title) of the phases; a free time without a phase is for discussion."""
        for day, at, minutes, kind, title in self.fixed:
            yield _item(day, _minute(at), minutes, kind, str(title))
        for place, (day, at, minutes) in enumerate(self.free):
            here = [each for n, each in enumerate(agenda) if n * len(self.free) // max(1, len(agenda)) == place]
            if not here:
                yield _item(day, _minute(at), minutes, "discussion", str(_DISCUSSION))
            part = minutes // max(1, len(here))
            for n, (phase_id, title) in enumerate(here):
                yield _item(day, _minute(at) + n * part, part, "input", title, phase_id)


def _item(day: int, starts: int, minutes: int, kind: str, title: str, phase_id: int | None = None) -> dict[str, Any]:
    return {"day": day, "starts": starts, "minutes": minutes, "kind": kind, "title": title, "phase_id": phase_id}


def _minute(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


_DISCUSSION = _("อภิปรายกลุ่ม")
_MORNING, _NOON, _AFTERNOON = _("พักเช้า"), _("อาหารกลางวัน"), _("พักบ่าย")


def _day(day: int, opening: object, closing: object) -> tuple[Fixed, ...]:
    return (
        (day, "09:00", 30, "plenary", opening),
        (day, "10:30", 15, "break", _MORNING),
        (day, "12:00", 60, "meal", _NOON),
        (day, "14:30", 15, "break", _AFTERNOON),
        (day, "15:45", 30, "presentation", _("นำเสนอผลของแต่ละกลุ่ม")),
        (day, "16:15", 15, "plenary", closing),
    )


def _free(day: int) -> tuple[Free, ...]:
    return ((day, "09:30", 60), (day, "10:45", 75), (day, "13:00", 90), (day, "14:45", 60))


_ONE = _day(1, _("เปิดการประชุม"), _("สรุปและปิดการประชุม"))
_TWO = (
    *_day(1, _("เปิดการประชุม"), _("สรุปวันแรก")),
    *_day(2, _("ทบทวนวันแรก"), _("สรุปและปิดการประชุม")),
)
_EVENING = (
    (1, "18:00", 60, "meal", _("อาหารเย็น")),
    (1, "19:00", 120, "evening", _("กิจกรรมสานสัมพันธ์")),
)
PLANS = {
    "one_day": Plan(_("หนึ่งวัน"), _ONE, _free(1)),
    "two_days": Plan(_("สองวัน"), _TWO, (*_free(1), *_free(2))),
    "two_days_evening": Plan(_("สองวัน มีภาคค่ำ"), (*_TWO, *_EVENING), (*_free(1), *_free(2))),
}
