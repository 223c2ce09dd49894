"""Sets of notes with gold themes: Laena's own, and any file with the columns text, theme and perhaps category."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from pathlib import Path

import workshop.demo
from analysis import Note
from bench.similarity.corpus import HELD_OUT, read_corpus

FOLDER = Path(__file__).parent / "sets"
DEMO = Path(workshop.demo.__path__[0]) / "notes.tsv"
# The theme of notes that say nothing: they count in the account, not in the quality.
NOISE = "noise"


@dataclass(frozen=True)
class GoldSet:
    """notes  in file order; gold, category  of each note id"""

    name: str
    notes: list[Note]
    gold: dict[str, str]
    category: dict[str, str]

    def only(self, category: str) -> GoldSet:
        kept = [note for note in self.notes if self.category[note.id] == category]
        return GoldSet(f"{self.name}: {category}", kept, self.gold, self.category)


def read_set(path: Path) -> GoldSet:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["theme"] != NOISE]
    notes = [Note(str(i), row["text"]) for i, row in enumerate(rows)]
    gold = {str(i): row["theme"] for i, row in enumerate(rows)}
    return GoldSet(path.stem, notes, gold, {str(i): row.get("category") or "" for i, row in enumerate(rows)})


def read_answers(path: Path) -> dict[str, str]:
    """Gold problem theme -> the theme that answers it, several parted by "|", "-" for none."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["problem"]: row["answer"] for row in csv.DictReader(file, delimiter="\t")}


def demo_sets() -> list[GoldSet]:
    """The notes of the demo by category; nothing is trained on them."""
    whole = replace(read_set(DEMO), name="demo")
    return [whole.only(category) for category in sorted(set(whole.category.values()))]


def held_out_sets() -> list[GoldSet]:
    """The fields of the corpus that training never sees, by category."""
    found = []
    for part in read_corpus():
        if part.field in HELD_OUT:
            gold = {str(at): theme for at, theme in enumerate(part.themes)}
            notes = [Note(str(at), text) for at, text in enumerate(part.texts)]
            found.append(GoldSet(f"{part.field}: {part.category}", notes, gold, dict.fromkeys(gold, part.category)))
    return found


def own_sets() -> list[GoldSet]:
    """The sets in this folder, workshops divided by category as they are used."""
    found = []
    for path in sorted(FOLDER.glob("*.tsv")):
        if path.name.endswith(".links.tsv"):
            continue
        whole = read_set(path)
        categories = sorted(set(whole.category.values()))
        found += [whole.only(category) for category in categories] if len(categories) > 1 else [whole]
    return found
