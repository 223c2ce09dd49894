"""The encoding of a text file: UTF-8, UTF-16, TIS-620/Windows-874."""

import codecs
import re

from charset_normalizer import from_bytes

from workshop.tables.refusals import TableError

_BYTE_ORDER_MARKS = (  # UTF-32 before UTF-16: its little-endian mark begins with the one of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE_BYTES = 65536
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_FEW = 0.002  # share of bytes
_FIRST_OF_EAST_ASIA = "\N{CJK RADICAL REPEAT}"
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_THAI_LETTER = re.compile(rb"[\xa1-\xda\xdf-\xfb]")
# Thai in UTF-8; in Windows-874 the same bytes would be «เธกเธก», which no word has.
_THAI_IN_UTF_8 = re.compile(rb"(?:\xe0[\xb8\xb9][\x80-\xbf]){2,}")
# Vowels above and below, and tone marks, which follow a consonant or another mark.
_THAI_MARK = re.compile(rb"[\xd1\xd4-\xda\xe7-\xee]")
_MARK_IN_PLACE = re.compile(rb"(?<=[\xa1-\xce\xd1\xd4-\xda\xe7-\xee])[\xd1\xd4-\xda\xe7-\xee]")
_LONE_IN_LATIN = re.compile(rb"(?<=[A-Za-z])[\x80-\xff](?![\x80-\xff])|(?<![\x80-\xff])[\x80-\xff](?=[A-Za-z])")


def decode(data: bytes, name: str) -> str:
    """Return the text of `data`, without a byte order mark.

    Raises TableError: `damaged_text` (UTF with broken bytes), `unknown_encoding`, `not_a_table` (binary).
    """
    for mark, codec in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_strictly(data, codec, name)
    controls = _CONTROL.findall(data[:_SAMPLE_BYTES])
    # DOS ended a text with Ctrl-Z, and other programs leave single signs: those are left out.
    if controls and b"\0" not in data and len(controls) <= max(1, _FEW * len(data[:_SAMPLE_BYTES])):
        data = _CONTROL.sub(b"", data)
    elif controls:
        without_mark = _utf_16_without_mark(data)
        if without_mark is None:
            raise TableError("not_a_table", name=name, kind="binary")
        return _decode_strictly(data, without_mark, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        if _mostly_utf_8(data):
            raise TableError("damaged_text", name=name, line=data.count(b"\n", 0, fault.start) + 1) from fault
    if (line := _line_of_two_encodings(data)) is not None:
        raise TableError("damaged_text", name=name, line=line)
    if is_thai_874(data):
        return data.decode("cp874")
    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    try:
        text = data.decode(best.encoding if best else "ascii")
    except UnicodeDecodeError as fault:
        raise TableError("unknown_encoding", name=name) from fault
    # Of Thai with one byte too many, a guess makes Korean or Chinese that means nothing.
    if sum(letter >= _FIRST_OF_EAST_ASIA for letter in text) * 10 > sum(letter > "\x7f" for letter in text):
        raise TableError("unknown_encoding", name=name)
    return text


def is_thai_874(data: bytes) -> bool:
    """Return whether the bytes are Thai in Windows-874, a superset of TIS-620.

    Nearly all high bytes are Thai letters, marks follow a consonant, and letters come in runs: in Western single-byte
    sets the same bytes are accented letters, alone between Latin ones.
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


def _decode_strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as fault:
        read = data[: fault.start].decode(codec, errors="ignore")
        raise TableError("damaged_text", name=name, line=read.count("\n") + 1) from fault


def _utf_16_without_mark(data: bytes) -> str | None:
    """Return the codec of UTF-16 without a byte order mark, if ASCII line ends and delimiters have NUL on one side."""
    for codec, ascii_byte, null_byte in (("utf-16-le", 0, 1), ("utf-16-be", 1, 0)):
        nulls = data[null_byte::2].count(0)
        if nulls and not data[ascii_byte::2].count(0) and "\n" in data[:_SAMPLE_BYTES].decode(codec, errors="ignore"):
            return codec
    return None


def _line_of_two_encodings(data: bytes) -> int | None:
    """Return the first line of the encoding of fewer lines, of equal ones the later; None of a file in one encoding."""
    if not _THAI_IN_UTF_8.search(data):
        return None
    lines: dict[bool, list[int]] = {True: [], False: []}
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.isascii():
            lines[_THAI_IN_UTF_8.search(line) is not None].append(number)
    fewer = min(lines.values(), key=lambda numbers: (len(numbers), -numbers[0] if numbers else 0))
    return fewer[0] if fewer else None


def _mostly_utf_8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return broken * 10 <= sum(c > "\x7f" for c in text)
