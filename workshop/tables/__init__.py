"""Readers of table files: CSV, TSV, XLSX, XLS, ODS and Laena's own JSON, Thai in any of its encodings."""

import os
import re
from pathlib import Path

from workshop.tables.columns import guess_text_column, with_text
from workshop.tables.delimited import read_delimited
from workshop.tables.echo import quoted
from workshop.tables.encoding import decode
from workshop.tables.own_data import json_table
from workshop.tables.refusals import TableError
from workshop.tables.table import Table

__all__ = [
    "MAX_BYTES",
    "Table",
    "TableError",
    "bytes_of",
    "guess_text_column",
    "quoted",
    "read_table",
    "read_table_bytes",
    "read_tables_bytes",
    "with_text",
]

MAX_BYTES = 20 * 1024 * 1024
_OTHER_KINDS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "GZIP"),
    (b"<?xml", "XML"),
    (b"mime-version:", "MHTML"),
    (b"from: <saved by", "MHTML"),
    (b"id;p", "SYLK"),
)
_TAG = re.compile(
    r"<(?:!--|!doctype\b|(?:html|head|body|table|thead|tbody|tr|td|th|font|center|div|span|style|meta|title|link|base|p|b|h\d)[\s/>])",
    re.IGNORECASE,
)


def read_table(path: Path) -> Table:
    """Read the file's first table. Raises TableError, in Thai and English, that says what to do."""
    return read_tables_bytes(bytes_of(path), path.name)[0]


def read_table_bytes(data: bytes, name: str) -> Table:
    """Read the first table of a file's bytes. Raises TableError."""
    return read_tables_bytes(data, name)[0]


def read_tables_bytes(data: bytes, name: str, sheets: tuple[str, ...] = (), header: int | None = None) -> list[Table]:
    """Read a file's bytes, whose format is recognised by content; messages show `name`.

    `header`: its row from 1 where it is not to be found, 0 for none. Raises TableError.
    """
    if len(data) > MAX_BYTES:
        raise TableError("too_big", name=name, limit=f"{MAX_BYTES // 1024**2} MB")
    if not data.strip(b" \t\r\n\x00"):
        raise TableError("empty_file", name=name)
    start = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, kind in _OTHER_KINDS:
        if start.startswith(signature.lower()):
            raise TableError("not_a_table", name=name, kind=kind)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
        # slow: the reader of workbooks
        from workshop.tables.spreadsheet import read_sheets

        return read_sheets(data, name, sheets, header)
    text = decode(data, name)
    if not text.strip():
        raise TableError("empty_file", name=name)
    if _TAG.match(text.lstrip()):
        raise TableError("not_a_table", name=name, kind="HTML")
    own = json_table(text, name) if start.startswith((b"{", b"[")) else None
    if own is not None:
        return [own]
    if sheets:
        raise TableError("no_sheet", name=name, wanted=quoted(sheets[:1]), found="-")
    return [read_delimited(text, name, header)]


def bytes_of(path: Path) -> bytes:
    """Return the file's bytes, one more than allowed at most. Raises TableError: `unreadable_file`, `changed_file`."""
    try:
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            data = file.read(MAX_BYTES + 1)
            after = os.fstat(file.fileno())
            if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
                raise TableError("changed_file", name=path.name)
            return data
    except OSError as e:
        raise TableError("unreadable_file", name=path.name) from e
