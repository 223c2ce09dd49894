"""Cells that a machine wrote: links, ids, dates, numbers, what a browser calls itself."""

import re

from analysis.folding import comparable

_MONTHS = (
    "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    "|ม\\.?ค\\.?|ก\\.?พ\\.?|มี\\.?ค\\.?|เม\\.?ย\\.?|พ\\.?ค\\.?|มิ\\.?ย\\.?|ก\\.?ค\\.?|ส\\.?ค\\.?|ก\\.?ย\\.?|ต\\.?ค\\.?|พ\\.?ย\\.?|ธ\\.?ค\\.?"
    "|jan\\w*|feb\\w*|mar\\w*|apr\\w*|may|june?|july?|aug\\w*|sep\\w*|oct\\w*|nov\\w*|dec\\w*"
)
_WEEKDAYS = (
    "(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)(?:ที่)?|mon\\w*|tue\\w*|wed\\w*|thu\\w*|fri\\w*|sat\\w*|sun\\w*"
)
_CLOCK = "t?(?:เวลา)?\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2})?(?:[.,]\\d+)?(?:น\\.?|นาฬิกา|am|pm|หลังเที่ยง|ก่อนเที่ยง)?"
_ZONE = "(?:z|gmt|utc)?(?:[+-]\\d{1,2}:?\\d{0,2})?"
_DAY = (
    f"(?:(?:{_WEEKDAYS}),?)?"
    f"(?:\\d{{1,4}}[-/.]\\d{{1,2}}[-/.]\\d{{1,4}}|\\d{{1,2}}-?(?:{_MONTHS})-?,?(?:พ\\.?ศ\\.?)?(?:\\d{{2,4}})?|(?:{_MONTHS})\\d{{1,2}},?\\d{{2,4}})"
)
_DATE_OR_NUMBER = re.compile(  # compared without spaces, in one case, with Arabic digits
    "|".join(
        (
            f"{_DAY}(?:,?(?:{_CLOCK}{_ZONE})?)?",
            f"{_CLOCK}{_ZONE}",
            r"[^\w]*\d[\d\W]*(?:บาท|คน|ปี|%|เปอร์เซ็นต์)?",
            r"true|false",
        )
    )
)
_ONE_WORD = re.compile(
    "|".join(
        (
            r"(?:https?://|ftp://|www\.)\S*",
            r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
            r"(?:uuid:)?\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?",
            # An id has digits, and nothing of it is Thai.
            r"(?=[^\d]*\d)[a-z0-9_:#/.\\-]{6,}",
            r"\S*\.(?:jpe?g|png|gif|heic|pdf|docx?|xlsx?|mp[34]|m4a|amr)",
        )
    )
)
_BROWSER = re.compile(r"(?:mozilla|dalvik|okhttp|opera)/\d.*", re.DOTALL)
_BETWEEN_LINKS = re.compile(r"[,;\s]+(?=https?://|www\.)")
_SHARE = 0.8
_SAMPLE = 500  # cells of a long column that are looked at, from all its length


def by_machine(cell: str) -> bool:
    """Return whether nobody typed the cell as a text of their own."""
    text = cell.strip().casefold()
    pieces = [piece for piece in _BETWEEN_LINKS.split(text) if piece]
    return (
        _DATE_OR_NUMBER.fullmatch(comparable(text)) is not None
        or _BROWSER.fullmatch(text) is not None
        or all(_ONE_WORD.fullmatch(piece) for piece in pieces)
    )


def mostly_by_machine(cells: list[str]) -> bool:
    """Return whether most of the cells that are filled were written by a machine; False for none."""
    filled = [cell for cell in cells if cell.strip()]
    filled = filled[:: max(1, len(filled) // _SAMPLE)]
    return bool(filled) and sum(map(by_machine, filled)) >= _SHARE * len(filled)
