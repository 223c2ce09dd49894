"""Widths of texts in Sarabun, read from the font file."""

import unicodedata
from functools import cache
from struct import unpack_from

from workshop.reports.fonts import font_files

_UNKNOWN = 0.6


def ems(text: str) -> float:
    """Return the width of `text` in ems of Sarabun. A missing letter counts as a wide one, an emoji as two."""
    return sum(map(_advance, text))


def _advance(character: str) -> float:
    known = _advances().get(ord(character))
    if known is not None:
        return known
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    return 2 * _UNKNOWN if unicodedata.east_asian_width(character) in "WF" else _UNKNOWN


@cache
def _advances() -> dict[int, float]:
    """Return the advance widths by code point, read from the tables cmap (format 4), hhea and hmtx of the font file."""
    data = font_files()["Regular"].read_bytes()
    tables = {
        data[at : at + 4].decode(): unpack_from(">I", data, at + 8)[0]
        for at in range(12, 12 + 16 * unpack_from(">H", data, 4)[0], 16)
    }
    units = unpack_from(">H", data, tables["head"] + 18)[0]
    measured = unpack_from(">H", data, tables["hhea"] + 34)[0]
    return {
        code: unpack_from(">H", data, tables["hmtx"] + 4 * min(glyph, measured - 1))[0] / units
        for code, glyph in _glyphs(data, tables["cmap"]).items()
    }


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    records = (unpack_from(">HHI", data, cmap + 4 + 8 * at) for at in range(unpack_from(">H", data, cmap + 2)[0]))
    table = next(cmap + offset for _, _, offset in records if unpack_from(">H", data, cmap + offset)[0] == 4)
    segments = unpack_from(">H", data, table + 6)[0] // 2
    ends, starts = table + 14, table + 16 + 2 * segments
    deltas, ranges = starts + 2 * segments, starts + 4 * segments
    found: dict[int, int] = {}
    for at in range(segments):
        last, first, delta, offset = (
            unpack_from(">H", data, base + 2 * at)[0] for base in (ends, starts, deltas, ranges)
        )
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = unpack_from(">H", data, ranges + 2 * at + offset + 2 * (code - first))[0]
            found[code] = (glyph + delta) & 0xFFFF
    return found
