"""Whether a text stands word for word in an export or in the database."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import docx
import openpyxl

from workshop.reports.csv import guarded


def missing(kind: str, data: bytes, texts: Iterable[str]) -> list[str]:
    """The texts that the export does not hold as often as they were submitted."""
    found = READERS[kind](data)
    shown: Callable[[str], str] = guarded if kind == "csv" else str
    return [text for text, times in Counter(map(shown, texts)).items() if found[text] < times]


def stored(database: Path) -> Counter[tuple[str, str]]:
    """(id, text) of every note that was not withdrawn, with how often it is stored."""
    with sqlite3.connect(f"file:{database.as_posix()}?mode=ro", uri=True) as connection:
        return Counter(connection.execute("SELECT id, text FROM note WHERE NOT deleted").fetchall())


def _docx(data: bytes) -> Counter[str]:
    document = docx.Document(io.BytesIO(data))
    paragraphs = [p.text for p in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return Counter(paragraphs + cells)


def _xlsx(data: bytes) -> Counter[str]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    return Counter(
        str(cell) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row if cell
    )


def _csv(data: bytes) -> Counter[str]:
    return Counter(cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row)


def _json(data: bytes) -> Counter[str]:
    found: Counter[str] = Counter()

    def look(value: Any) -> None:
        if isinstance(value, str):
            found[value] += 1
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            look(part)

    look(json.loads(data))
    return found


READERS = {"docx": _docx, "xlsx": _xlsx, "csv": _csv, "json": _json}
