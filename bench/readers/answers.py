"""What one reader answered on one sheet: NAME.READER.json, or the CSV files of the parts, filled in."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bench.readers.parts import GROUP, PRINT, SORT
from bench.readers.sheet import Sheet

PERSON, MODEL = "person", "model"


class AnswerError(ValueError):
    """An answer that cannot be read; names the file and what to mend."""


@dataclass(frozen=True)
class Answers:
    """kind     person or model
    groups   the reader's group of each note, 0 for a note alone; empty where part 1 is not answered
    sorted   number of the label of each note, 0 for none; empty where part 2 is not answered
    printed  whether each label could be printed unedited; empty where part 3 is not answered
    """

    reader: str
    kind: str
    groups: list[int] = field(default_factory=list)
    sorted: list[int] = field(default_factory=list)
    printed: list[bool] = field(default_factory=list)


def answers_of(sheet: Sheet, folder: Path) -> list[Answers]:
    """All answers on a sheet, readers in the order of the alphabet. Raises AnswerError for the first bad one."""
    found = [_from_json(sheet, path) for path in sorted(folder.glob(f"{sheet.name}.*.answers.json"))]
    readers = {
        path.name.removeprefix(f"{sheet.name}.{GROUP}.")[:-4] for path in folder.glob(f"{sheet.name}.{GROUP}.*.csv")
    }
    return sorted([*found, *(_from_csv(sheet, folder, reader) for reader in readers)], key=lambda one: one.reader)


def _from_json(sheet: Sheet, path: Path) -> Answers:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        reader, kind, printed = str(data["reader"]), str(data["kind"]), list(data.get("printed", []))
        groups = [list(group) for group in data.get("groups", [])]
        placed = {int(note): label for note, label in data.get("sorted", {}).items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        fault = type(error).__name__
        raise AnswerError(f"{path.name}: {fault}: write an object with reader, kind, groups, sorted, printed") from None
    if kind not in (PERSON, MODEL):
        raise AnswerError(f"{path.name}: kind is {kind!r}, write {PERSON} or {MODEL}")
    _check(path.name, "note", [note for group in groups for note in group], len(sheet.texts))
    _check(path.name, "note", placed, len(sheet.texts))
    _check(path.name, "label", [label for label in placed.values() if label != 0], len(sheet.labels))
    _check(path.name, "label", printed, len(sheet.labels))
    home: dict[int, int] = {}
    for number, group in enumerate(groups, 1):
        for note in group:
            if note in home:
                raise AnswerError(f"{path.name}: note {note} stands in two groups, leave it in one")
            home[note] = number
    every = range(1, len(sheet.texts) + 1)
    _check(path.name, "note", home, len(sheet.texts))
    _check(path.name, "note", [int(note) for note in placed], len(sheet.texts))
    _check(path.name, "label", [label for label in placed.values() if label], len(sheet.labels))
    _check(path.name, "label", printed, len(sheet.labels))
    return Answers(
        reader,
        kind,
        [home.get(note, 0) for note in every] if groups else [],
        [placed.get(note, 0) for note in every] if placed else [],
        [label in printed for label in range(1, len(sheet.labels) + 1)] if "printed" in data else [],
    )


def _from_csv(sheet: Sheet, folder: Path, reader: str) -> Answers:
    """The CSV files of a person, saved as NAME.PART.READER.csv."""
    columns = {}
    for part, key, value, size in (
        (GROUP, "note", "group", len(sheet.texts)),
        (SORT, "note", "label", len(sheet.texts)),
        (PRINT, "label", "print", len(sheet.labels)),
    ):
        path = folder / f"{sheet.name}.{part}.{reader}.csv"
        columns[part] = _column(path, key, value, size) if path.is_file() else []
    _check(f"{sheet.name}.{SORT}.{reader}.csv", "label", [label for label in columns[SORT] if label], len(sheet.labels))
    return Answers(reader, PERSON, columns[GROUP], columns[SORT], [bool(one) for one in columns[PRINT]])


def _column(path: Path, key: str, value: str, size: int) -> list[int]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    found: dict[int, int] = {}
    for line, row in enumerate(rows, 2):
        try:
            found[int(row[key])] = int(row[value] or 0)
        except (KeyError, TypeError, ValueError):
            raise AnswerError(f"{path.name}:{line}: write whole numbers under {key} and {value}") from None
    _check(path.name, key, found, size)
    return [found.get(number, 0) for number in range(1, size + 1)]


def _check(file: str, what: str, numbers: Iterable[object], most: int) -> None:
    for number in numbers:
        if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= most:
            raise AnswerError(f"{file}: there is no {what} {number!r}, the sheet has 1 to {most}")
