"""The names that people gave to themes, from an own export of an earlier workshop; its notes are not taken over."""

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple
from pathlib import PurePath
from typing import Any

from workshop.domain.former_names import Written
from workshop.reports.words import Language, Words
from workshop.tables import Table, TableError, read_tables_bytes

_OF_EXPORTS = ("too_big", "empty_file", "damaged_workbook", "locked_or_old_excel", "formula_without_value")


def line(data: bytes, filename: str, language: Language) -> dict[str, Any]:
    """Return {names: [[category, name, words]], title}, or {refused, message} for a file that cannot be read."""
    try:
        title, names = names_of(data, filename)
    except TableError as error:
        return {"refused": error.code, "message": error.in_(language)}
    return {"names": list(map(astuple, names)), "title": title}


def names_of(data: bytes, filename: str) -> tuple[str, list[Written]]:
    """Return (title, names) of an own export as JSON or XLSX, no names of any other file.

    Raises TableError where such an export cannot be read: it is too big, damaged or has a password.
    """
    try:
        return _of_json(data) or (PurePath(filename).stem, list(_of_tables(data, filename)))
    except TableError as error:
        if error.code in _OF_EXPORTS:
            raise
        return "", []  # no advice on tables helps: a CSV does not say who named a theme


def _of_json(data: bytes) -> tuple[str, list[Written]] | None:
    """Return what a JSON export says, None for a file that is none."""
    with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
        whole: Mapping[str, Any] = json.loads(data)
        given = [
            Written(str(category["name"]), str(theme["label"]), " ".join(map(str, theme["keywords"])))
            for category in whole["categories"]
            for theme in category["themes"]
            if theme["label_given"] is True
        ]
        return str(whole["workshop"]["title"]), given
    return None


def _of_tables(data: bytes, filename: str) -> Iterator[Written]:
    for table in read_tables_bytes(data, filename):
        yield from _of_table(table)


def _of_table(table: Table) -> Iterator[Written]:
    for words in (Words("th"), Words("en")):
        at = [table.find(name) for name in (words.category, words.theme, words.label_origin, words.keywords)]
        if None not in at:
            category, theme, origin, keywords = (int(place or 0) for place in at)
            for row in table.rows:
                if row[origin].strip() == words.label_given and row[theme].strip():
                    yield Written(row[category], row[theme], row[keywords].replace(",", " "))
            return
