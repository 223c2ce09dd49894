"""Dates as Thai offices write them: Buddhist era, Thai month names, Thai digits; common era in English."""

from datetime import date, datetime

from babel.dates import get_month_names

from workshop.reports.words import Language
from workshop.views.dates import ERA, THAI_DIGITS, span, spoken


def digits(text: object, language: Language) -> str:
    """str(text), in Thai with the digits 0–9 as ๐–๙."""
    return str(text).translate(THAI_DIGITS) if language == "th" else str(text)


def long_date(day: date, language: Language) -> str:
    """๓๑ ตุลาคม ๒๕๖๓, or 31 October 2020."""
    return digits(spoken(day, language, both_eras=False), language)


def date_range(start: date | None, end: date | None, language: Language) -> str:
    """๓๐–๓๑ ตุลาคม ๒๕๖๓; what the two days share stands once. "" without any date."""
    return digits(span(start, end, language, both_eras=False), language)


def long_moment(moment: datetime, language: Language) -> str:
    """๓๑ ตุลาคม ๒๕๖๓ เวลา ๑๖.๓๐ น., or 31 October 2020, 16:30."""
    if language == "en":
        return f"{long_date(moment, language)}, {moment:%H:%M}"
    return f"{long_date(moment, language)} เวลา {digits(f'{moment:%H.%M}', language)} น."


def short_moment(moment: datetime, language: Language) -> str:
    """31 ต.ค. 2563 16:30 with Arabic digits, for rows of data."""
    year = moment.year + (ERA if language == "th" else 0)
    month = get_month_names("abbreviated", locale=language)[moment.month]
    return f"{moment.day} {month} {year} {moment:%H:%M}"
