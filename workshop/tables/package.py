"""Checks of an XLSX or ODS file before it is unpacked: zip bombs, other documents, endless ranges."""

import io
import lzma
import re
import zipfile
import zlib

from workshop.tables.cells import Extent, area
from workshop.tables.opendocument import check_repeats
from workshop.tables.refusals import MAX_CELLS, TableError

MAX_UNPACKED = 120 * 1024 * 1024
# What reading a damaged ZIP raises.
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, OSError, ValueError)
# The reader of tables writes each of these cells.
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
            ods = "mimetype" in parts and package.read("mimetype").strip().endswith(b"opendocument.spreadsheet")
            if "xl/workbook.xml" not in parts and not (ods and "content.xml" in parts):
                raise TableError("not_a_table", name=name, kind=_kind(package, parts))
            for filename in parts:
                _check_part(package, filename, name)
            if ods:
                check_repeats(package.read("content.xml"), name)
    except TableError:
        raise
    except DAMAGED as e:
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
    """Check the part's checksum, that it has no DTD, and the size of a sheet and of its ranges."""
    expanded, before, extent = 0, b"", Extent()
    with package.open(filename) as part:
        while chunk := part.read(_CHUNK):
            if filename.endswith(_XML) and (
                (not before and not _readable(chunk)) or any(mark in before + chunk for mark in _DOCTYPE)
            ):
                raise TableError("damaged_workbook", name=name)
            if filename.lower().endswith(".xml") and not filename.endswith("sharedStrings.xml"):
                seen = before + chunk
                for match in _EXPANDED_RANGE.finditer(seen):
                    if match.end() > len(before):  # else counted with the former chunk
                        expanded += area(match[1].decode("ascii", "replace"))
                extent.add(seen, len(before))
                if expanded > MAX_CELLS or extent.cells > MAX_CELLS:
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
