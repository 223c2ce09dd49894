"""Readers of table files: CSV, TSV and XLSX, Thai in any of its encodings."""

from pathlib import Path

from workshop.tables.columns import guess_text_column, with_text
from workshop.tables.delimited import read_delimited
from workshop.tables.encoding import decode
from workshop.tables.refusals import TableError
from workshop.tables.table import Table, quoted

__all__ = [
    "MAX_BYTES",
    "Table",
    "TableError",
    "guess_text_column",
    "quoted",
    "read_table",
    "read_table_bytes",
    "with_text",
]

MAX_BYTES = 20 * 1024 * 1024
_OTHER_KINDS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "GZIP"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
)


def read_table(path: Path) -> Table:
    """Read the file. Raises TableError with a message in Thai and English that says what to do."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as e:
        raise TableError("unreadable_file", name=path.name) from e
    return read_table_bytes(data, path.name)


def read_table_bytes(data: bytes, name: str) -> Table:
    """Read a file's bytes, whose format is recognised by content; messages show `name`. Raises TableError."""
    if len(data) > MAX_BYTES:
        raise TableError("too_big", name=name, limit=f"{MAX_BYTES // 1024**2} MB")
    if not data.strip(b" \t\r\n\x00"):
        raise TableError("empty_file", name=name)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise TableError("locked_or_old_excel", name=name)
    start = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, kind in _OTHER_KINDS:
        if start.startswith(signature.lower()):
            raise TableError("not_a_table", name=name, kind=kind)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        # slow: openpyxl takes 0.3 s to import
        from workshop.tables.spreadsheet import read_spreadsheet

        return read_spreadsheet(data, name)
    text = decode(data, name)
    if not text.strip():
        raise TableError("empty_file", name=name)
    return read_delimited(text, name)
