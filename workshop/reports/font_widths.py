"""Widths of texts in Sarabun, read from its font file, and how a font's widths compare with them."""

import unicodedata
from collections.abc import Mapping
from functools import cache

from workshop.reports.font_tables import advances
from workshop.reports.fonts import WIDTH_RATIO, font_files, script_fonts

_UNKNOWN = 0.6
# Letters of common words, and digits: what most of a report is.
_SAMPLE = "การพัฒนาชุมชนท้องถิ่นอย่างต่อเนื่อง ปัญหาและอุปสรรค ข้อเสนอแนะ งบประมาณ ๑๒๓๔๕ 67890 Laena"


def ems(text: str, bold: bool = False) -> float:
    """Return the width of `text` in ems of Sarabun, of other scripts in those of their fonts; a guess of the rest."""
    return sum(map(_bold_advance if bold else _advance, text))


def width_ratio(data: bytes) -> float:
    """Return how wide a text is in the font (the bytes of its file) for one of TH SarabunPSK in the same size."""
    found = advances(data)
    return WIDTH_RATIO * _width(_SAMPLE, found) / _width(_SAMPLE, _advances())


def _width(text: str, found: Mapping[int, float]) -> float:
    return sum(found.get(ord(letter), _UNKNOWN) for letter in text)


@cache
def _advance(character: str) -> float:
    known = _advances().get(ord(character))
    if known is not None:
        return known
    if ord(character) in _of_scripts():
        return _of_scripts()[ord(character)]
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    return 2 * _UNKNOWN if unicodedata.east_asian_width(character) in "WF" else _UNKNOWN


@cache
def _bold_advance(character: str) -> float:
    return _advances("Bold").get(ord(character)) or _advance(character)


@cache
def _of_scripts() -> Mapping[int, float]:
    found: dict[int, float] = {}
    for each in script_fonts():
        found = advances(each.read_bytes()) | found
    return found


@cache
def _advances(face: str = "Regular") -> dict[int, float]:
    return advances(font_files()[face].read_bytes())
