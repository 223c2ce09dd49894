"""A sheet: some notes in an order of its own, what readers may see of it, and what Laena made of it."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from analysis import Note, ThemePipeline
from bench.grouping.sets import DEMO, GoldSet, read_set
from bench.similarity.corpus import CATEGORIES, read_corpus

FEWEST, MOST = 30, 110


class SheetError(ValueError):
    """A sheet that cannot be made or read; says what to do."""


@dataclass(frozen=True)
class Sheet:
    """n notes, numbered from 1 in the order of `texts`.

    groups   Laena's theme of each note from 1, 0 for none; labels  of its themes, the first of theme 1
    gold     the theme of each note where the set has one, else ""
    """

    name: str
    texts: list[str]
    groups: list[int]
    labels: list[str]
    gold: list[str]


def source(name: str) -> GoldSet:
    """The set that is named: FIELD:CATEGORY of the corpus, demo:CATEGORY, or FILE.tsv, perhaps with :CATEGORY.

    Raises SheetError where there is none.
    """
    stem, _, category = name.rpartition(":") if name.rpartition(":")[2] in CATEGORIES else (name, "", "")
    path = DEMO if stem == "demo" else Path(stem)
    if path.suffix == ".tsv":
        if not path.is_file():
            raise SheetError(f"{path} is not there; give a file with the columns text and theme, or FIELD:CATEGORY")
        whole = read_set(path)
        found = whole.only(category) if category else whole
        return GoldSet(f"{stem if stem == 'demo' else path.stem}-{category}".rstrip("-"), found.notes, found.gold, {})
    for part in read_corpus():
        if (part.field, part.category) == (stem, category):
            notes = [Note(str(at), text) for at, text in enumerate(part.texts)]
            return GoldSet(f"{stem}-{category}", notes, {str(at): theme for at, theme in enumerate(part.themes)}, {})
    raise SheetError(f"{name}: no such set; write FIELD:CATEGORY, demo:CATEGORY or FILE.tsv")


def made(gold: GoldSet, pipeline: ThemePipeline, number: int, seed: int) -> Sheet:
    """`number` notes of a set (or all of fewer), drawn and mixed by chance. Raises SheetError for fewer than 30."""
    if not FEWEST <= number <= MOST:
        raise SheetError(f"{number} notes: a reader can group {FEWEST} to {MOST}")
    if len(gold.notes) < FEWEST:
        raise SheetError(f"{gold.name} has {len(gold.notes)} notes, a sheet needs {FEWEST}")
    drawn = np.random.default_rng(seed).permutation(len(gold.notes))[:number]
    notes = [Note(f"{place:03}", gold.notes[at].text) for place, at in enumerate(drawn, 1)]
    groups, labels = grouped([note.text for note in notes], pipeline)
    return Sheet(
        gold.name, [note.text for note in notes], groups, labels, [gold.gold[gold.notes[at].id] for at in drawn]
    )


def grouped(texts: list[str], pipeline: ThemePipeline) -> tuple[list[int], list[str]]:
    """(theme of each note from 1, 0 for none; labels), as Laena finds them today."""
    notes = [Note(f"{place:03}", text) for place, text in enumerate(texts, 1)]
    found = pipeline.regroup(notes)
    home = {name: number for number, theme in enumerate(found.themes, 1) for name in theme.members}
    return [home.get(note.id, 0) for note in notes], [theme.label for theme in found.themes]


def written(sheet: Sheet, folder: Path) -> Path:
    """Write the key of a sheet, which readers do not get."""
    path = folder / f"{sheet.name}.key.json"
    path.write_text(json.dumps(asdict(sheet), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def read_sheet(path: Path) -> Sheet:
    """Raises SheetError where the file is no key of a sheet."""
    try:
        return Sheet(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise SheetError(f"{path.name} is no key of a sheet ({type(error).__name__}); make the sheets anew") from None


def table(path: Path, header: list[str], rows: list[list[str]]) -> None:
    """Write a CSV that spreadsheets open as Thai."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *rows])
