"""Widths of texts in Sarabun, and the letters that a font has, read from the font file."""

import unicodedata
from functools import cache
from pathlib import Path
from struct import iter_unpack, unpack_from

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
    tables = _tables(data)
    units, measured = _uint16(data, tables["head"] + 18), _uint16(data, tables["hhea"] + 34)
    return {
        code: _uint16(data, tables["hmtx"] + 4 * min(glyph, measured - 1)) / units
        for code, glyph in _glyphs(data, tables["cmap"]).items()
    }


def code_points(file: Path) -> frozenset[int]:
    """Return the code points that the font file has a glyph for, read from the tables cmap of format 4 and 12."""
    data = file.read_bytes()
    cmap = _tables(data)["cmap"]
    records = list(iter_unpack(">HHI", data[cmap + 4 : cmap + 4 + 8 * _uint16(data, cmap + 2)]))
    found = {code for code, glyph in _glyphs(data, cmap).items() if glyph}
    for _platform, _encoding, offset in records:
        table = cmap + offset
        if _uint16(data, table) == 12:
            groups = unpack_from(">I", data, table + 12)[0]
            for first, last, _glyph in iter_unpack(">III", data[table + 16 : table + 16 + 12 * groups]):
                found.update(range(first, last + 1))
    return frozenset(found)


def _tables(data: bytes) -> dict[str, int]:
    """Return the offset of each table by its tag."""
    directory = data[12 : 12 + 16 * _uint16(data, 4)]
    return {tag.decode(): offset for tag, _sum, offset, _length in iter_unpack(">4sIII", directory)}


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    records = iter_unpack(">HHI", data[cmap + 4 : cmap + 4 + 8 * _uint16(data, cmap + 2)])
    table = next(cmap + offset for _platform, _encoding, offset in records if _uint16(data, cmap + offset) == 4)
    segments = _uint16(data, table + 6) // 2
    ranges = table + 16 + 6 * segments
    bases = (table + 14, ranges - 4 * segments, ranges - 2 * segments, ranges)
    ends, starts, deltas, offsets = (unpack_from(f">{segments}H", data, base) for base in bases)
    found: dict[int, int] = {}
    for at, (last, first, delta, offset) in enumerate(zip(ends, starts, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = _uint16(data, ranges + 2 * at + offset + 2 * (code - first)) if offset else code
            found[code] = (glyph + delta) & 0xFFFF
    return found


def _uint16(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")
