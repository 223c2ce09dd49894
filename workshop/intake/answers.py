"""The notes of a table: its columns, and ids that are the same when the file is imported again."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.folding import comparable
from workshop.domain.imports import category_keys
from workshop.intake.questions import questions
from workshop.messages.incoming import ImportedNote
from workshop.tables import Table, guess_text_column, with_text
from workshop.tables.columns import has_text, letter

_TEXT = ("text", "ข้อความ", "ความเห็น", "ความคิดเห็น", "ความเห็นของท่าน", "note", "notes", "comment", "opinion")
_CATEGORY = ("category", "ประเภท", "ประเภทความเห็น", "ประเภทของความเห็น", "หมวด", "หมวดหมู่")
_GROUP = ("group", "กลุ่ม", "กลุ่มที่", "กลุ่มย่อย", "กลุ่มของท่าน", "โต๊ะ", "อำเภอ", "district")


class NoCategory(Exception):
    """The notes have no category; the text says what to do."""


@dataclass(frozen=True)
class Columns:
    """The options: column names, `into` = the category of rows that name none, the name of the source."""

    text: str | None = None
    category: str | None = None
    group: str | None = None
    into: str | None = None
    source: str = ""


@dataclass(frozen=True)
class Answer:
    """`row`: counted from 1 below the header."""

    row: int
    note: ImportedNote


@dataclass(frozen=True)
class Found:
    """The notes of a table.

    read    (column, category or "") of the columns that were read as notes, by name
    others  names of columns with text that were read neither as notes nor as category or group
    chosen  whether the columns with notes were recognised by their names or named by the user, not guessed
    """

    answers: list[Answer]
    read: list[tuple[str, str]]
    others: list[str]
    chosen: bool


@dataclass(frozen=True)
class _Layout:
    """`notes`: (column, category or None) of the columns with notes; `by_row`: whether each row is a note."""

    notes: list[tuple[int, str | None]]
    category: int | None
    group: int | None
    by_row: bool
    chosen: bool


def answers(table: Table, columns: Columns, categories: Sequence[Mapping[str, str]]) -> Found:
    """Return the notes of the table. Raises TableError for a missing column, NoCategory.

    In a form with a column for each category, empty cells are no notes. Otherwise every row is one, also an empty one,
    which is then counted as refused.
    """
    keys = category_keys(categories)
    if columns.into is not None and comparable(columns.into) not in keys:
        raise NoCategory(f"ไม่มีประเภท “{columns.into}” / there is no category “{columns.into}”")
    layout = _layout(table, columns, keys)
    default = columns.into or (categories[0]["key"] if len(categories) == 1 else "")
    if layout.category is None and not default and any(category is None for _, category in layout.notes):
        raise NoCategory(
            "ไฟล์นี้ไม่มีคอลัมน์ประเภท ระบุด้วย --into ประเภท หรือ --category คอลัมน์ / "
            "the file has no category column: say --into CATEGORY or --category COLUMN"
        )
    seen: Counter[str] = Counter()
    found = []
    for row, written in enumerate(table.rows):
        for column, fixed in layout.notes:
            if not layout.by_row and not written[column].strip():
                continue
            named = "" if layout.category is None else written[layout.category].strip()
            category = fixed or named or default
            # Of the whole row, so that a longer file adds only its new rows; equal rows are numbered.
            content = json.dumps([columns.source, keys.get(comparable(category), category), written[column], written])
            seen[content] += 1
            digest = hashlib.sha256(f"{content}{seen[content]}".encode("utf-8", "surrogatepass")).hexdigest()
            group = written[layout.group] if layout.group is not None else ""
            found.append(Answer(row + 1, ImportedNote(f"i{digest[:40]}", written[column], category, group)))
    used = {column for column, _ in layout.notes} | {layout.category, layout.group}
    read = [(table.header[column].strip() or letter(column), category or "") for column, category in layout.notes]
    return Found(found, read, with_text(table, {i for i in used if i is not None}), layout.chosen)


def _layout(table: Table, columns: Columns, keys: Mapping[str, str]) -> _Layout:
    """Return which columns are what. Raises TableError."""
    group = _find(table, columns.group, _GROUP)
    category = _find(table, columns.category, _CATEGORY)
    named = table.every(*_TEXT)
    if not (columns.text or columns.category or columns.into or named):
        asked = _questions(table, keys)
        if len(asked) > 1 or (asked and category is None):
            return _Layout(asked, None, group, False, True)
    if columns.text is not None:
        table.column(columns.text)
        named = table.every(columns.text)
    text = named or [guess_text_column(table)]
    return _Layout([(column, None) for column in text], category, group, len(text) == 1, bool(named))


def _questions(table: Table, keys: Mapping[str, str]) -> list[tuple[int, str | None]]:
    """Return (column, category) of the questions; where the name is only alike, its cells must be texts."""
    return [
        (column, key)
        for column, key in questions(table.header, keys)
        if comparable(table.header[column]) in keys or has_text([row[column] for row in table.rows])
    ]


def _find(table: Table, wanted: str | None, usual: tuple[str, ...]) -> int | None:
    """Return the wanted column (raises TableError if missing), else a usual one, else None."""
    return table.find(*usual) if wanted is None else table.column(wanted)
