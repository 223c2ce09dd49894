"""What stands in a font file (TrueType or OpenType): tables, letters, widths, lines, and whether it may be embedded.

Tables after the OpenType specification: cmap (formats 4 and 12), head, hhea, hmtx, OS/2.
"""

from struct import iter_unpack, unpack_from

# OS/2 fsType: the lowest four bits say who may embed; further bits forbid a part of the font, or its outlines.
RESTRICTED, NO_PART, BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
_EDITABLE, _WHO = 0x0008, 0x000F
_MORE_THAN_RESTRICTED = 0x000C  # preview and print, or editing: the least restrictive bit counts


def tables(data: bytes) -> dict[str, int]:
    """Return the offset of each table by its tag."""
    directory = data[12 : 12 + 16 * uint16(data, 4)]
    return {tag.decode("latin-1"): offset for tag, _sum, offset, _length in iter_unpack(">4sIII", directory)}


def code_points(data: bytes) -> frozenset[int]:
    """Return the code points that the font has a glyph for, in a cmap of format 4, or 12."""
    cmap = tables(data)["cmap"]
    found = {code for code, glyph in _glyphs(data, cmap).items() if glyph}
    for table in _subtables(data, cmap):
        if uint16(data, table) == 12:
            groups = unpack_from(">I", data, table + 12)[0]
            for first, last, _glyph in iter_unpack(">III", data[table + 16 : table + 16 + 12 * groups]):
                found.update(range(first, last + 1))
    return frozenset(found)


def advances(data: bytes) -> dict[int, float]:
    """Return the advance widths in ems by code point of the Basic Multilingual Plane."""
    found = tables(data)
    units, measured = uint16(data, found["head"] + 18), uint16(data, found["hhea"] + 34)
    return {
        code: uint16(data, found["hmtx"] + 4 * min(glyph, measured - 1)) / units
        for code, glyph in _glyphs(data, found["cmap"]).items()
    }


def embeddable(data: bytes) -> bool:
    """Return whether the font's maker lets a part of it be embedded in a document that is printed."""
    rights = uint16(data, tables(data)["OS/2"] + 8)
    forbidden = rights & RESTRICTED and not rights & _MORE_THAN_RESTRICTED
    return not forbidden and not rights & (NO_PART | BITMAPS_ONLY)


def editable(data: bytes) -> bool:
    """Return whether the font may be embedded in a document that is edited where it is opened."""
    rights = uint16(data, tables(data)["OS/2"] + 8)
    return not rights & (NO_PART | BITMAPS_ONLY) and (not rights & _WHO or bool(rights & _EDITABLE))


def line_height(data: bytes) -> float:
    """Return the height of a line in ems: the larger of the two that programs take."""
    found = tables(data)
    ascent, descent, gap = unpack_from(">hhh", data, found["hhea"] + 4)
    windows: int = sum(unpack_from(">HH", data, found["OS/2"] + 74))
    highest: int = max(ascent - descent + gap, windows)
    return highest / uint16(data, found["head"] + 18)


def uint16(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")


def _subtables(data: bytes, cmap: int) -> list[int]:
    records = iter_unpack(">HHI", data[cmap + 4 : cmap + 4 + 8 * uint16(data, cmap + 2)])
    return [cmap + offset for _platform, _encoding, offset in records]


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    table = next(each for each in _subtables(data, cmap) if uint16(data, each) == 4)
    segments = uint16(data, table + 6) // 2
    ranges = table + 16 + 6 * segments
    bases = (table + 14, ranges - 4 * segments, ranges - 2 * segments, ranges)
    ends, starts, deltas, offsets = (unpack_from(f">{segments}H", data, base) for base in bases)
    found: dict[int, int] = {}
    for at, (last, first, delta, offset) in enumerate(zip(ends, starts, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = uint16(data, ranges + 2 * at + offset + 2 * (code - first)) if offset else code
            found[code] = (glyph + delta) & 0xFFFF
    return found
