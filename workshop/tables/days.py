"""Days as forms, spreadsheets and people write them: Thai and English, in the Buddhist era and the common one.

A day that can be read in two ways is not guessed: of 1/11/2563 a person says which number is the day, of a year with
two digits nobody can say the era.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import cache

from babel.dates import get_month_names

ERA = 543
_BUDDHIST_FROM = 2400
_FIRST = date(1990, 1, 1)  # before it, a spreadsheet has taken a short year for another century
_LONGEST = 100
_BANGKOK = timezone(timedelta(hours=7))
_LEAD = r"[^\d]{0,30}?"  # «วันศุกร์ที่», «Fri»
_ERA = r"(?P<era>พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|b\.?e\.?|a\.?d\.?)?"
_CLOCK = (
    r"(?:[\s,t]*(?:เวลา\s*)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2})?(?:[.,]\d+)?"
    r"\s*(?:น\.?|นาฬิกา|(?P<half>am|pm|ก่อนเที่ยง|หลังเที่ยง))?\s*(?P<zone>z|(?:gmt|utc)?\s*[+-]\d{1,2}(?::?\d{2})?|gmt|utc)?)?\s*"
)
_NUMBERS = re.compile(
    rf"{_LEAD}(?P<one>\d{{1,4}})\s?[-/.]\s?(?P<two>\d{{1,2}})\s?[-/.]\s?{_ERA}(?P<three>\d{{1,4}}){_CLOCK}"
)
_NAMED = re.compile(
    rf"{_LEAD}(?P<day>\d{{1,2}})[\s-]*(?P<month>[ก-๎.]+?|[a-z]+\.?)[\s,-]*{_ERA}\s*(?P<year>\d{{2,4}}){_CLOCK}"
)
_AMERICAN = re.compile(rf"(?:[a-z]+,\s*)?(?P<month>[a-z]+)\.?\s*(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{2,4}}),?{_CLOCK}")


class NoDay(StrEnum):
    """Why a cell is no day: it is none, yet to come, in either era, or day and month may be exchanged."""

    WRONG = "wrong_day"
    FUTURE = "future_day"
    ERA = "two_eras"
    ORDER = "day_order"


def day_of(cell: str, today: date, day_first: bool | None) -> date | NoDay | None:
    """Return the day of a cell, by the clock of Bangkok; None for an empty cell. `day_first` None: nobody has said."""
    text = " ".join(unicodedata.normalize("NFKC", cell).casefold().replace("\N{THAI CHARACTER NIKHAHIT}า", "ำ").split())
    text = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)
    if not text:
        return None
    if len(text) > _LONGEST:
        return NoDay.WRONG
    found = _written(text, day_first)
    if isinstance(found, date):
        return NoDay.FUTURE if found > today else found if found >= _FIRST else NoDay.WRONG
    return found


def _written(text: str, day_first: bool | None) -> date | NoDay:
    if match := _NUMBERS.fullmatch(text):
        one, two, three = match["one"], int(match["two"]), match["three"]
        if len(one) == 4:
            return _date(match, int(one), two, int(three)) if len(three) <= 2 else NoDay.WRONG
        if len(one) > 2:
            return NoDay.WRONG
        year = _year(three, match["era"])
        if isinstance(year, NoDay):
            return year
        first = int(one)
        if first <= 12 and two <= 12 and first != two and day_first is None:
            return NoDay.ORDER
        is_day_first = day_first if day_first is not None else two <= 12
        return _date(match, year, two if is_day_first else first, first if is_day_first else two)
    match = _NAMED.fullmatch(text) or _AMERICAN.fullmatch(text)
    month = _months().get(match["month"].replace(".", "")) if match else None
    if match is None or month is None:
        return NoDay.WRONG
    year = _year(match["year"], match.groupdict().get("era"))
    return year if isinstance(year, NoDay) else _date(match, year, month, int(match["day"]))


def _year(written: str, era: str | None) -> int | NoDay:
    """Return the year as it is counted in the file; two digits need the name of their era."""
    if len(written) == 4:
        return int(written)
    if len(written) != 2:
        return NoDay.WRONG
    if not era:
        return NoDay.ERA
    return int(written) + (2500 if era[0] in "พb" else 2000)


def _date(match: re.Match[str], year: int, month: int, day: int) -> date | NoDay:
    """Return the day in Bangkok; a clock of another zone may make it the next one."""
    hour = int(match["hour"] or 0)
    if match["half"] in ("pm", "หลังเที่ยง") and hour < 12:
        hour += 12
    try:
        written = date(year - ERA if year >= _BUDDHIST_FROM else year, month, day)
        moment = datetime.combine(written, time(hour, int(match["minute"] or 0)))
        zone = match["zone"]
        return moment.replace(tzinfo=_zone(zone)).astimezone(_BANGKOK).date() if zone else moment.date()
    except (ValueError, OverflowError):
        return NoDay.WRONG


def _zone(written: str) -> timezone:
    number = re.search(r"([+-])(\d{1,2}):?(\d{2})?", written)
    if number is None:
        return UTC
    offset = timedelta(hours=int(number[2]), minutes=int(number[3] or 0))
    return timezone(-offset if number[1] == "-" else offset)


@cache
def _months() -> dict[str, int]:
    """Return {name in Thai or English, whole or short, without points: month}."""
    found = {}
    for language in ("th", "en"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                found[name.casefold().replace(".", "")] = number
    return found | {"sept": 9}
