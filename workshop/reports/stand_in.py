"""Sarabun as large as TH SarabunPSK and under its name: what a computer shows that has not the office's font.

A document has it inside, where Word and LibreOffice look for what is not installed. Sarabun is under the SIL Open Font
License and reserves no name. OpenType: head, hhea, OS/2 and name, and the checksums of a font file.
"""

from struct import pack, pack_into, unpack_from

from workshop.reports.font_tables import tables
from workshop.reports.fonts import WIDTH_RATIO, font_files

NAMES = ("TH SarabunPSK", "TH Sarabun New", "TH SarabunIT9", "TH SarabunIT๙")
_FAMILY, _FACE, _FULL, _POSTSCRIPT = 1, 2, 4, 6
_ABOVE, _BELOW = 0.85, 0.28  # of the height of a line in TH SarabunPSK
_WHOLE_FILE = 0xB1B0AFBA


def stand_in(name: str, face: str) -> bytes:
    """Return the file of a face: Regular, Bold, Italic or BoldItalic."""
    found = _tables(font_files()[face].read_bytes())
    head, hhea, os2 = (bytearray(found[tag]) for tag in ("head", "hhea", "OS/2"))
    units = round(unpack_from(">H", head, 18)[0] * WIDTH_RATIO)
    above, below = round(_ABOVE * units), round(_BELOW * units)
    pack_into(">H", head, 18, units)
    pack_into(">hhh", hhea, 4, above, -below, 0)
    pack_into(">hhhHH", os2, 68, above, -below, 0, above, below)
    found |= {"head": bytes(head), "hhea": bytes(hhea), "OS/2": bytes(os2), "name": _names(name, face)}
    return _file(found)


def _names(name: str, face: str) -> bytes:
    """Return a table of names: those of Windows in Unicode."""
    plain = name.encode("ascii", "ignore").decode().replace(" ", "")
    texts = {_FAMILY: name, _FACE: face, _FULL: f"{name} {face}", _POSTSCRIPT: f"{plain}-{face}"}
    records, letters = b"", b""
    for key, text in texts.items():
        coded = text.encode("utf-16-be")
        records += pack(">6H", 3, 1, 0x0409, key, len(coded), len(letters))
        letters += coded
    return pack(">3H", 0, len(texts), 6 + len(records)) + records + letters


def _tables(data: bytes) -> dict[str, bytes]:
    lengths = {
        data[at : at + 4].decode("latin-1"): unpack_from(">I", data, at + 12)[0]
        for at in range(12, 12 + 16 * unpack_from(">H", data, 4)[0], 16)
    }
    return {tag: data[start : start + lengths[tag]] for tag, start in tables(data).items()}


def _file(found: dict[str, bytes]) -> bytes:
    found = {**found, "head": found["head"][:8] + bytes(4) + found["head"][12:]}
    power = len(found).bit_length() - 1
    directory = pack(">I4H", 0x00010000, len(found), 16 << power, power, 16 * (len(found) - (1 << power)))
    start, body = 12 + 16 * len(found), b""
    for tag in sorted(found):
        data = found[tag]
        directory += tag.encode("latin-1") + pack(">3I", _checksum(data), start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    made = bytearray(directory + body)
    pack_into(">I", made, tables(bytes(made))["head"] + 8, (_WHOLE_FILE - _checksum(bytes(made))) & 0xFFFFFFFF)
    return bytes(made)


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    return int(sum(unpack_from(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF)
