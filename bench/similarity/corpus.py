"""The corpus of notes with gold themes in `bench/grouping/corpus`: a field is one or more files FIELD.HAND.tsv."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "grouping" / "corpus"
# Never trained on: the project's own test.
HELD_OUT = ("irrigation", "police_safety")
CATEGORIES = ("result", "problem", "cause", "solution", "proposal")
_COLUMNS = ["category", "theme", "text"]


class CorpusError(ValueError):
    """A row that cannot be read; names the file, the line and what to do."""


@dataclass(frozen=True)
class ThemeSet:
    """The notes of one category of one field: n texts, and the theme of each."""

    field: str
    category: str
    texts: tuple[str, ...]
    themes: tuple[str, ...]


def read_rows(path: Path) -> list[tuple[str, str, str]]:
    """(category, theme, text) of each row. Raises CorpusError for the first broken one."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path.name}: is not UTF-8 at byte {error.start}; save it as UTF-8") from None
    rows = []
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if number == 1:
            if cells != _COLUMNS:
                raise CorpusError(f"{path.name}:1: write the columns {', '.join(_COLUMNS)}, parted by tabs")
            continue
        if len(cells) != len(_COLUMNS):
            raise CorpusError(f"{path.name}:{number}: has {len(cells)} columns, write {len(_COLUMNS)} parted by tabs")
        for name, cell in zip(_COLUMNS, cells, strict=True):
            if not cell:
                raise CorpusError(f"{path.name}:{number}: the {name} is empty, fill it in or delete the row")
        if cells[0] not in CATEGORIES:
            raise CorpusError(f"{path.name}:{number}: unknown category {cells[0]!r}, use {', '.join(CATEGORIES)}")
        rows.append((cells[0], cells[1], cells[2]))
    return rows


def read_corpus(folder: Path = FOLDER) -> list[ThemeSet]:
    """All sets, fields and categories in the order of the alphabet, all hands of a field together."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(folder.glob("*.tsv")):
        for category, theme, text in read_rows(path):
            found[path.name.split(".")[0], category].append((theme, text))
    return [
        ThemeSet(field, category, tuple(text for _, text in rows), tuple(theme for theme, _ in rows))
        for (field, category), rows in sorted(found.items())
    ]


def training(sets: list[ThemeSet]) -> list[ThemeSet]:
    """The sets of all fields but those that are held out for good."""
    return [part for part in sets if part.field not in HELD_OUT]
