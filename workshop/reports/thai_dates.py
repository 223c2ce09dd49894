"""Dates as Thai offices write them: Buddhist era, Thai month names, Thai digits where asked."""

from __future__ import annotations

from datetime import date, datetime

from workshop.reports.words import Language

BUDDHIST_ERA = 543
_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_MONTHS: dict[Language, tuple[str, ...]] = {
    "th": (
        "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
        "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_SHORT_MONTHS: dict[Language, tuple[str, ...]] = {
    "th": ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
    "en": tuple(name[:3] for name in _MONTHS["en"]),
}


def thai_digits(text: object) -> str:
    """The digits 0–9 of str(text) as ๐–๙."""
    return str(text).translate(_DIGITS)


def digits(text: object, language: Language) -> str:
    return thai_digits(text) if language == "th" else str(text)


def long_date(day: date, language: Language) -> str:
    """๓๑ ตุลาคม ๒๕๖๓, or 31 October 2020."""
    return digits(f"{day.day} {_MONTHS[language][day.month - 1]} {_year(day, language)}", language)


def date_range(start: date | None, end: date | None, language: Language) -> str:
    """๓๐–๓๑ ตุลาคม ๒๕๖๓; what the two days share is said once. "" without any date."""
    if start is None or end is None or start == end:
        known = start or end
        return long_date(known, language) if known else ""
    if (start.year, start.month) == (end.year, end.month):
        return digits(f"{start.day}–", language) + long_date(end, language)
    if start.year == end.year:
        first = f"{start.day} {_MONTHS[language][start.month - 1]}"
        return f"{digits(first, language)} – {long_date(end, language)}"
    return f"{long_date(start, language)} – {long_date(end, language)}"


def long_moment(moment: datetime, language: Language) -> str:
    """๓๑ ตุลาคม ๒๕๖๓ เวลา ๑๖.๓๐ น., or 31 October 2020, 16:30."""
    if language == "en":
        return f"{long_date(moment, 'en')}, {moment:%H:%M}"
    return f"{long_date(moment, 'th')} เวลา {thai_digits(f'{moment:%H.%M}')} น."


def short_moment(moment: datetime, language: Language) -> str:
    """31 ต.ค. 2563 16:30 with Arabic digits, for rows of data."""
    month = _SHORT_MONTHS[language][moment.month - 1]
    return f"{moment.day} {month} {_year(moment, language)} {moment:%H:%M}"


def _year(day: date, language: Language) -> int:
    return day.year + BUDDHIST_ERA if language == "th" else day.year
