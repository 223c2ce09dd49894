"""The notes of a table: its columns, and ids that are the same when the file is imported again."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.folding import comparable
from workshop.domain.imports import category_keys
from workshop.messages.incoming import ImportedNote
from workshop.tables import Table, guess_text_column

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


def answers(table: Table, columns: Columns, categories: Sequence[Mapping[str, str]]) -> list[Answer]:
    """Return the notes of the table. Raises TableError for a missing column, NoCategory.

    In a form with a column for each category, empty cells are no notes. Otherwise every row is one, also an empty one,
    which is then counted as refused.
    """
    keys = category_keys(categories)
    if columns.into is not None and comparable(columns.into) not in keys:
        raise NoCategory(f"ไม่มีประเภท “{columns.into}” / there is no category “{columns.into}”")
    group = _find(table, columns.group, _GROUP)
    seen: Counter[str] = Counter()
    found = []
    for row, column, category in _cells(table, columns, categories, keys):
        written = table.rows[row]
        # Of the whole row, so that a longer file adds only its new rows; equal rows are numbered.
        content = json.dumps([columns.source, keys.get(comparable(category), category), written[column], written])
        seen[content] += 1
        digest = hashlib.sha256(f"{content}{seen[content]}".encode("utf-8", "surrogatepass")).hexdigest()
        name = written[group] if group is not None else ""
        found.append(Answer(row + 1, ImportedNote(f"i{digest[:40]}", written[column], category, name)))
    return found


def _cells(
    table: Table, columns: Columns, categories: Sequence[Mapping[str, str]], keys: Mapping[str, str]
) -> list[tuple[int, int, str]]:
    """Return (row, column, category) of each note. Raises TableError, NoCategory."""
    chosen = columns.text or columns.category or columns.into or table.find(*_TEXT) is not None
    names = [] if chosen else [comparable(name) for name in table.header]
    questions = [(column, keys[name]) for column, name in enumerate(names) if name in keys]
    if len(questions) > 1:
        return [
            (row, column, category)
            for row, written in enumerate(table.rows)
            for column, category in questions
            if written[column].strip()
        ]
    text = _find(table, columns.text, _TEXT)
    if text is None:
        text = guess_text_column(table)
    category = _find(table, columns.category, _CATEGORY)
    default = columns.into or (categories[0]["key"] if len(categories) == 1 else "")
    if category is None and not default:
        raise NoCategory(
            "ไฟล์นี้ไม่มีคอลัมน์ประเภท ระบุด้วย --into ประเภท หรือ --category คอลัมน์ / "
            "the file has no category column: say --into CATEGORY or --category COLUMN"
        )
    named = ["" if category is None else written[category].strip() for written in table.rows]
    return [(row, text, name or default) for row, name in enumerate(named)]


def _find(table: Table, wanted: str | None, usual: tuple[str, ...]) -> int | None:
    """Return the wanted column (raises TableError if missing), else a usual one, else None."""
    return table.find(*usual) if wanted is None else table.column(wanted)
