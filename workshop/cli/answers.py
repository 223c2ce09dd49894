"""The notes of a table: its columns, and ids that are the same when the file is imported again."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
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
    by_question = _by_question(table, columns, keys)
    if by_question:
        cells = [
            (row, column, category)
            for row in range(len(table.rows))
            for column, category in by_question
            if table.rows[row][column].strip()
        ]
    else:
        text, category_of = _one_column(table, columns, categories)
        cells = [(row, text, category_of(cells)) for row, cells in enumerate(table.rows)]
    seen: Counter[str] = Counter()
    found = []
    for row, column, category in cells:
        written = table.rows[row]
        # Of the whole row, so that a longer file adds only its new rows; equal rows are numbered.
        content = json.dumps([columns.source, keys.get(comparable(category), category), written[column], written])
        seen[content] += 1
        digest = hashlib.sha256(f"{content}{seen[content]}".encode("utf-8", "surrogatepass")).hexdigest()
        name = written[group] if group is not None else ""
        found.append(Answer(row + 1, ImportedNote(f"i{digest[:40]}", written[column], category, name)))
    return found


def _by_question(table: Table, columns: Columns, keys: Mapping[str, str]) -> list[tuple[int, str]]:
    """Return (column, category) of each header that is a category's name, if there are several and no options."""
    if columns.text or columns.category or columns.into or table.find(*_TEXT) is not None:
        return []
    found = [(at, keys[comparable(name)]) for at, name in enumerate(table.header) if comparable(name) in keys]
    return found if len(found) > 1 else []


def _one_column(
    table: Table, columns: Columns, categories: Sequence[Mapping[str, str]]
) -> tuple[int, Callable[[list[str]], str]]:
    """Return the column of the notes, and a function from a row to its category."""
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
    return text, lambda cells: (cells[category].strip() if category is not None else "") or default


def _find(table: Table, wanted: str | None, usual: tuple[str, ...]) -> int | None:
    """Return the wanted column (raises TableError if missing), else a usual one, else None."""
    return table.find(*usual) if wanted is None else table.column(wanted)
