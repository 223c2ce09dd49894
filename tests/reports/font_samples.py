"""Fonts as an office has them: Sarabun under another name, in the size of TH SarabunPSK, and broken in one way each."""

from __future__ import annotations

import struct

from workshop.domain.office_fonts import OfficeFont
from workshop.reports.font_tables import tables
from workshop.reports.fonts import font_files

FAMILY = "Samroon"  # as many letters as Sarabun
SMALL = 1540  # units an em: letters are as small as those of TH SarabunPSK


def font_file(face: str = "Regular", family: str = FAMILY, units: int = SMALL, rights: int = 0) -> bytes:
    data = bytearray(font_files()[face].read_bytes())
    for coding in ("utf-16-be", "latin-1"):
        data = data.replace("Sarabun".encode(coding), family.encode(coding))
    found = tables(bytes(data))
    struct.pack_into(">H", data, found["head"] + 18, units)
    struct.pack_into(">H", data, found["OS/2"] + 8, rights)
    return bytes(data)


def without_thai() -> bytes:
    """The font with the letters of Thai at code points of another script."""
    data = bytearray(font_file())
    cmap = tables(bytes(data))["cmap"]
    end = cmap + 4000
    data[cmap:end] = data[cmap:end].replace(b"\x0e\x3a", b"\x0f\x3a").replace(b"\x0e\x01", b"\x0f\x01")
    return bytes(data)


def faces(*names: str) -> tuple[OfficeFont, ...]:
    return tuple(OfficeFont(name, FAMILY, font_file(name)) for name in names)
