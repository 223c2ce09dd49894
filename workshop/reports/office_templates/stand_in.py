"""What stands in for TH SarabunPSK where LibreOffice draws pages and the machine has no such font.

Sarabun has the same letters, which fill 1.54 times the room in the same size; here its em is so much larger, with a
line as high as that of TH SarabunPSK. It is never part of a document.
"""

from struct import pack_into, unpack_from

from workshop.reports.font_tables import line_height, tables, uint16
from workshop.reports.fonts import EMBEDDED_FONT, WIDTH_RATIO, font_files
from workshop.reports.typefaces import OFFICIAL

FAMILY = "Laenath"  # as many letters as its own name, which stands in tables of fixed lengths
# Of the heights of a line: tag of the table, offset, how many 16-bit numbers.
_HEIGHTS = (("hhea", 4, 3), ("OS/2", 68, 3), ("OS/2", 74, 2))


def stand_in(face: str) -> bytes:
    """Return the file of a face of Sarabun under the name of FAMILY, as wide and as high as TH SarabunPSK."""
    plain = font_files()[face].read_bytes()
    data = bytearray(plain)
    for coding in ("utf-16-be", "latin-1"):
        data = data.replace(EMBEDDED_FONT.encode(coding), FAMILY.encode(coding))
    found, higher = tables(plain), OFFICIAL.line * WIDTH_RATIO / line_height(plain)
    for tag, offset, count in _HEIGHTS:
        at, form = found[tag] + offset, f">{count}{'h' if count > 2 else 'H'}"
        pack_into(form, data, at, *(round(value * higher) for value in unpack_from(form, plain, at)))
    pack_into(">H", data, found["head"] + 18, round(uint16(plain, found["head"] + 18) * WIDTH_RATIO))
    return bytes(data)
