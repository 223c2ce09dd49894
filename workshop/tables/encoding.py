"""From the bytes of a text file to its text: UTF-8, UTF-16, TIS-620/Windows-874."""

import codecs
import re

from charset_normalizer import from_bytes

from workshop.tables.refusals import TableError

_MARKS_FIRST = (  # UTF-32 before UTF-16: its little-endian mark begins with the one of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 65536
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_THAI_LETTER = re.compile(rb"[\xa1-\xda\xdf-\xfb]")
# Vowels above and below, tone marks: they follow a consonant or another mark, never a space or a Latin letter.
_THAI_MARK = re.compile(rb"[\xd1\xd4-\xda\xe7-\xee]")
_MARK_IN_PLACE = re.compile(rb"(?<=[\xa1-\xce\xd1\xd4-\xda\xe7-\xee])[\xd1\xd4-\xda\xe7-\xee]")
_LONE_IN_LATIN = re.compile(rb"(?<=[A-Za-z])[\x80-\xff](?![\x80-\xff])|(?<![\x80-\xff])[\x80-\xff](?=[A-Za-z])")


def decode(data: bytes, name: str) -> str:
    """The text of `data`, without a byte order mark.

    Raises TableError: `damaged_text` (UTF with broken bytes), `unknown_encoding`, `not_a_table` (binary).
    """
    for mark, codec in _MARKS_FIRST:
        if data.startswith(mark):
            return _strictly(data, codec, name)
    if _CONTROL.search(data[:_LOOKED_AT]):
        without_mark = _utf_16_without_mark(data)
        if without_mark is None:
            raise TableError("not_a_table", name=name, kind="binary")
        return _strictly(data, without_mark, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        if _mostly_utf_8(data):
            raise TableError("damaged_text", name=name, line=data.count(b"\n", 0, fault.start) + 1) from fault
    if looks_thai_874(data):
        return data.decode("cp874")
    best = from_bytes(data[:_LOOKED_AT]).best()
    try:
        return data.decode(best.encoding if best else "ascii")
    except UnicodeDecodeError as fault:
        raise TableError("unknown_encoding", name=name) from fault


def looks_thai_874(data: bytes) -> bool:
    """Whether the bytes read as Thai in Windows-874, of which TIS-620 is a part.

    Nearly all high bytes are Thai letters, marks stand where Thai puts them, and the letters come in runs:
    in the Western single-byte sets the same bytes are accented letters, alone between Latin ones.
    """
    try:
        data.decode("cp874")
    except UnicodeDecodeError:
        return False
    runs = _HIGH_RUN.findall(data)
    high = sum(map(len, runs))
    marks = len(_THAI_MARK.findall(data))
    return (
        len(_THAI_LETTER.findall(data)) >= 0.9 * high
        and len(_MARK_IN_PLACE.findall(data)) >= 0.9 * marks
        and len(_LONE_IN_LATIN.findall(data)) <= 0.5 * len(runs)
    )


def _strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as fault:
        read = data[: fault.start].decode(codec, errors="ignore")
        raise TableError("damaged_text", name=name, line=read.count("\n") + 1) from fault


def _utf_16_without_mark(data: bytes) -> str | None:
    """UTF-16 by its line ends and delimiters, which are ASCII: NUL on one side only."""
    for codec, ascii_byte, null_byte in (("utf-16-le", 0, 1), ("utf-16-be", 1, 0)):
        nulls = data[null_byte::2].count(0)
        if nulls and not data[ascii_byte::2].count(0) and "\n" in data[:_LOOKED_AT].decode(codec, errors="ignore"):
            return codec
    return None


def _mostly_utf_8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return broken * 10 <= sum(c > "\x7f" for c in text)
