"""The facts of a meeting as people type them: which meeting of which year, its times, who came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from workshop.domain.programme_times import clock, minute
from workshop.domain.wording import characters, clean, short, too_long
from workshop.errors import Refusal
from workshop.messages.minutes import MinutesFacts

LINE_LIMIT, LIST_LIMIT, CORRECTIONS_LIMIT = 300, 10_000, 2000
_YEARS = range(2450, 2700)  # of the Buddhist era
_COMMON_ERA = range(1907, 2157)
_MOST_NUMBER = 999


@dataclass(frozen=True, slots=True)
class Adopted:
    """Which former minutes a meeting adopted: words of their workshop stay there. `held_on` is an ISO date, or ""."""

    code: str
    number: int
    year: int
    held_on: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands around the matters; "" and 0 are what nobody typed.

    number, year     ครั้งที่ ๙/๒๕๖๓: of the Buddhist era
    began, ended     "09:30"
    present, absent, others  a person a line, with the post behind a tab or two blanks
    corrections      what was corrected in the minutes that were adopted
    """

    title: str = ""
    number: int = 0
    year: int = 0
    began: str = ""
    ended: str = ""
    present: str = ""
    absent: str = ""
    others: str = ""
    recorder: str = ""
    checker: str = ""
    adopted: Adopted | None = None
    corrections: str = ""


def checked(message: MinutesFacts, former: Sequence[Adopted]) -> Facts:
    """Return the facts that were typed. Raises Refusal that names every field at fault."""
    errors: dict[str, object] = {}
    lines = {name: short(getattr(message, name), LINE_LIMIT) for name in ("title", "recorder", "checker")}
    texts = {name: _listed(getattr(message, name)) for name in ("present", "absent", "others", "corrections")}
    for name, text in texts.items():
        most = CORRECTIONS_LIMIT if name == "corrections" else LIST_LIMIT
        if characters(text) > most:
            errors[name] = too_long(most)
    for name in lines:
        if characters(clean(getattr(message, name))) > LINE_LIMIT:
            errors[name] = too_long(LINE_LIMIT)
    times = {name: _time(getattr(message, name), name, errors) for name in ("began", "ended")}
    number, year = (_count(getattr(message, name)) for name in ("number", "year"))
    if not 0 <= number <= _MOST_NUMBER:
        errors["number"] = _("ครั้งที่เป็นเลข เช่น 9")
    if year in _COMMON_ERA:
        errors["year"] = _("ปีเป็น พ.ศ. ถ้าหมายถึง ค.ศ. %(common)s ให้พิมพ์ %(year)s", common=year, year=year + 543)
    elif year and year not in _YEARS:
        errors["year"] = _("ปีเป็น พ.ศ. สี่หลัก เช่น 2563")
    elif bool(year) != bool(number) and "number" not in errors:
        errors["year" if number else "number"] = _("ครั้งที่กับปีต้องมีทั้งคู่ เช่น 9 และ 2563")
    adopted = next((each for each in former if each.code == message.adopts), None)
    if message.adopts and adopted is None:
        errors["adopts"] = _("ไม่พบรายงานการประชุมที่เลือก เลือกใหม่จากรายการ")
    if texts["corrections"] and adopted is None:
        errors["corrections"] = _("เลือกรายงานการประชุมที่รับรองก่อน")
    if errors:
        raise Refusal(**errors)
    return Facts(number=number, year=year, adopted=adopted, **lines, **times, **texts)


def _listed(text: str) -> str:
    """Return the lines that have anything."""
    return "\n".join(line for each in clean(text).splitlines() if (line := each.strip()))


def _time(text: str, name: str, errors: dict[str, object]) -> str:
    """Return "09:30", or "" with an error of this field for what is no time."""
    typed = text.strip().removesuffix("น.").strip()
    try:
        return clock(minute(typed)) if typed else ""
    except Refusal:
        errors[name] = _("เวลาเป็นชั่วโมงและนาที เช่น 9:30 หรือ 13:00")
        return ""


def _count(text: str) -> int:
    """Return a number in Thai or Arabic digits, 0 for nothing, -1 for what is none."""
    typed = text.strip()
    return 0 if not typed else int(typed) if typed.isdecimal() and len(typed) < 6 else -1
