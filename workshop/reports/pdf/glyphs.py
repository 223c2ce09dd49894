"""Letters that the PDF's fonts have. The others are printed by their number in Unicode, never as an empty box."""

import unicodedata
from functools import cache

from workshop.reports.font_tables import code_points
from workshop.reports.fonts import font_files, script_fonts

BY_NUMBER = "⟨U+"  # how the number of a letter without a font begins
# Drawn by nothing, and no font needs them.
_INVISIBLE = frozenset("\n\t\r\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{WORD JOINER}")


def printable(text: str) -> str:
    """Return `text`; a letter of no font becomes its number, such as ⟨U+4E2D⟩, a blank a space."""
    known = _known()
    return "".join(each if ord(each) in known and not _private(each) else _other(each) for each in text)


def _private(letter: str) -> bool:
    """Return whether its meaning is that of one font alone, which no archive can read (PDF/A-3a refuses it)."""
    return 0xE000 <= ord(letter) <= 0xF8FF


def _other(letter: str) -> str:
    if letter in _INVISIBLE or unicodedata.category(letter) == "Cf" or 0xFE00 <= ord(letter) <= 0xFE0F:
        return letter
    return "\N{SPACE}" if unicodedata.category(letter) == "Zs" else f"{BY_NUMBER}{ord(letter):04X}⟩"


@cache
def _known() -> frozenset[int]:
    files = [font_files()["Regular"], *script_fonts()]
    return frozenset().union(*(code_points(each.read_bytes()) for each in files))
