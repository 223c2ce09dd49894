"""From a table to the notes in it: which columns hold what, and an id that stays when the file comes again."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from analysis.folding import comparable
from workshop.domain.imports import category_keys
from workshop.messages.incoming import ImportedNote
from workshop.tables import Table, TableError, guess_text_column

_TEXT = ("text", "ข้อความ", "ความเห็น", "ความคิดเห็น", "ความเห็นของท่าน", "note", "notes", "comment", "opinion")
_CATEGORY = ("category", "ประเภท", "ประเภทความเห็น", "ประเภทของความเห็น", "หมวด", "หมวดหมู่")
_GROUP = ("group", "กลุ่ม", "กลุ่มที่", "กลุ่มย่อย", "กลุ่มของท่าน", "โต๊ะ", "อำเภอ", "district")


class NoCategory(Exception):
    """Nothing says which category the notes belong to; the text says what to do."""


@dataclass(frozen=True)
class Columns:
    """What the command line said: column names, the category of rows that name none, the name of the source."""

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
    """The notes of the table. Raises TableError for a column that is not there, NoCategory.

    A form that asks a question for each category has a column for each: its empty cells are no notes. Elsewhere every
    row is one, the empty ones too, so that they are accounted for.
    """
    keys = category_keys(categories)
    if columns.into is not None and comparable(columns.into) not in keys:
        raise NoCategory(f"ไม่มีประเภท “{columns.into}” / there is no category “{columns.into}”")
    group = _column(table, columns.group, _GROUP)
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
        # The whole row, so that a grown file adds only what grew; alike rows count as first, second, third.
        same = json.dumps([columns.source, keys.get(comparable(category), category), written[column], written])
        seen[same] += 1
        digest = hashlib.sha256(f"{same}{seen[same]}".encode("utf-8", "surrogatepass")).hexdigest()
        name = written[group] if group is not None else ""
        found.append(Answer(row + 1, ImportedNote(f"i{digest[:40]}", written[column], category, name)))
    return found


def _by_question(table: Table, columns: Columns, keys: Mapping[str, str]) -> list[tuple[int, str]]:
    """(column, category) of each header that is a category's name, if there are several and nothing else was said."""
    if columns.text or columns.category or columns.into or _column(table, None, _TEXT) is not None:
        return []
    found = [(at, keys[comparable(name)]) for at, name in enumerate(table.header) if comparable(name) in keys]
    return found if len(found) > 1 else []


def _one_column(
    table: Table, columns: Columns, categories: Sequence[Mapping[str, str]]
) -> tuple[int, Callable[[list[str]], str]]:
    """The column of the notes, and how a row says its category."""
    text = _column(table, columns.text, _TEXT)
    if text is None:
        text = guess_text_column(table)
    category = _column(table, columns.category, _CATEGORY)
    default = columns.into or (categories[0]["key"] if len(categories) == 1 else "")
    if category is None and not default:
        raise NoCategory(
            "ไฟล์นี้ไม่มีคอลัมน์ประเภท ระบุด้วย --into ประเภท หรือ --category คอลัมน์ / "
            "the file has no category column: say --into CATEGORY or --category COLUMN"
        )
    return text, lambda cells: (cells[category].strip() if category is not None else "") or default


def _column(table: Table, wanted: str | None, usual: tuple[str, ...]) -> int | None:
    """The column that was asked for, or a usual one if there is one. Raises TableError for one asked in vain."""
    if wanted is not None:
        return table.column(wanted)
    try:
        return table.column(*usual)
    except TableError:
        return None
