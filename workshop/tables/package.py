"""Checks of an XLSX file before openpyxl unpacks it: zip bombs, other documents, endless merges."""

import io
import re
import zipfile
import zlib

from openpyxl.utils.cell import range_boundaries

from workshop.tables.refusals import TableError

MAX_UNPACKED = 120 * 1024 * 1024
MAX_CELLS = 3_000_000
# openpyxl creates an object for every cell of these ranges.
_EXPANDED_RANGE = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]{0,1000}?\bref=[\"']([^\"']{1,40})[\"']")
# In XML these letters stand nowhere else: not in a text, however much `<!-- -->` is before them.
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_XML = (".xml", ".rels", ".vml")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)[\"']")
_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_OVERLAP = 2048
_CHUNK = 1024 * 1024


def check_package(data: bytes, name: str) -> None:
    """Check the file. Raises TableError: `too_big`, `not_a_table`, `damaged_workbook`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {part.filename: part for part in package.infolist()}
            if sum(part.file_size for part in parts.values()) > MAX_UNPACKED:
                raise TableError("too_big", name=name, limit=f"{MAX_UNPACKED // 1024**2} MB เมื่อคลาย/unpacked")
            if "xl/workbook.xml" not in parts:
                raise TableError("not_a_table", name=name, kind=_kind(package, parts))
            for filename in parts:
                _check_part(package, filename, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as e:
        raise TableError("damaged_workbook", name=name) from e


def _kind(package: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> str:
    if "mimetype" in parts and b"opendocument" in package.read("mimetype"):
        return "OpenDocument (.ods/.odt)"
    if "xl/workbook.bin" in parts:
        return "Excel Binary (.xlsb)"
    if "word/document.xml" in parts:
        return "Word (.docx)"
    return "ZIP"


def _check_part(package: zipfile.ZipFile, filename: str, name: str) -> None:
    """Check the part's checksum, that it has no DTD, and the size of a sheet's ranges."""
    expanded, before = 0, b""
    with package.open(filename) as part:
        while chunk := part.read(_CHUNK):
            if filename.endswith(_XML) and (
                (not before and not _readable(chunk)) or any(mark in before + chunk for mark in _DOCTYPE)
            ):
                raise TableError("damaged_workbook", name=name)
            if filename.startswith("xl/worksheets/"):
                seen = before + chunk
                for match in _EXPANDED_RANGE.finditer(seen):
                    if match.end() > len(before):  # else counted with the former chunk
                        expanded += _area(match[1].decode("ascii", "replace"))
                if expanded > MAX_CELLS:
                    raise TableError("too_big", name=name, limit=f"{MAX_CELLS:,} ช่อง/cells")
            before = chunk[-_OVERLAP:]


def _readable(start: bytes) -> bool:
    """Return whether the part is in an encoding in which a document type would be found."""
    if start[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"<\0\0\0", b"\0\0\0<"):  # UTF-32
        return False
    head = (
        start[:1000]
        .removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
        .replace(b"\0", b"")
    )
    declared = _ENCODING.search(head.partition(b"?>")[0]) if head.startswith(b"<?xml") else None
    return head.lstrip()[:1] in (b"<", b"") and (declared is None or declared[1].lower() in _ENCODINGS)


def _area(reference: str) -> int:
    """Return how many cells the range has; more than allowed for whole columns and rows."""
    try:
        left, top, right, bottom = range_boundaries(reference)
    except ValueError:  # openpyxl will call the file damaged
        return 0
    if left is None or top is None or right is None or bottom is None:
        return MAX_CELLS + 1
    return (right - left + 1) * (bottom - top + 1)
