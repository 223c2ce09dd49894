"""python -m bench.national_ari [--fields NAME ...]: themes of the joint board beside those of one province, by ARI.

The notes of `bench/grouping/corpus` are dealt to 76 provinces, each note to one, and come back as answers; the board is
made as the worker makes it. Each field by itself: a directive about one subject, beside one province that has all its
notes. Then all fields in one directive, a province with notes of one field, beside what provinces find by themselves.
ARI against the gold themes, by category and weighted by notes; an ungrouped note is a group of its own. Both sides have
the second tier (e5), except a board of more notes than it takes. Seeded: the same figures in every run.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import select

from analysis import Note
from bench.grouping.measures import quality
from bench.national import answer_of, draft
from bench.similarity.corpus import HELD_OUT, read_corpus
from workshop.cli.start import open_feed
from workshop.domain.grouper import Grouper
from workshop.domain.national import DEEP_MOST
from workshop.jobs import at_once
from workshop.settings import Settings
from workshop.store.board_tables import BoardNote
from workshop.store.vectors import VectorFile
from workshop.year import board_steps, consolidating, directives, signed_files, units
from workshop.year.taking import take

SEED = 76


@dataclass(frozen=True, slots=True)
class Row:
    """A note of the corpus; `theme` is the gold one, with its field."""

    category: str
    theme: str
    text: str


Dealt = dict[str, list[Row]]  # by a province's code


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.national_ari", description=__doc__)
    parser.add_argument("--fields", nargs="*", help="of the corpus; without: all, and all in one directive")
    parser.add_argument("--cores", type=int, default=2)
    given = parser.parse_args()
    fields = read_fields()
    with tempfile.TemporaryDirectory(prefix="laena-bench-") as folder:
        grouper = Grouper(given.cores, VectorFile(Path(folder) / "vectors.db"))
        print("| notes of | notes | one province, ARI | 76 provinces, ARI | share |")
        print("|---|---|---|---|---|", flush=True)
        shares = []
        for name in given.fields or sorted(fields):
            rows = fields[name]
            one, all_of_them = alone(grouper, [rows]), national(grouper, Path(folder) / name, dealt(rows))
            shares.append(all_of_them / one)
            say(f"{name}{' (held out)' if name in HELD_OUT else ''}", len(rows), one, all_of_them)
        print(f"| mean share of {len(shares)} fields | | | | {sum(shares) / len(shares):.2f} |", flush=True)
        if not given.fields:
            by_province = dealt_by_field(fields)
            one = alone(grouper, list(by_province.values()))
            all_of_them = national(grouper, Path(folder) / "whole", by_province)
            say("all fields, a province one field", sum(map(len, by_province.values())), one, all_of_them)


def read_fields() -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for part in read_corpus():
        gold = zip(part.themes, part.texts, strict=True)
        found[part.field] += [Row(part.category, f"{part.field}: {theme}", text) for theme, text in gold]
    return found


def dealt(rows: Sequence[Row]) -> Dealt:
    """Deal notes to the provinces, one after the other in a random order."""
    mixed, codes = [*rows], [unit.code for unit in units.provinces()]
    random.Random(SEED).shuffle(mixed)
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for place, row in enumerate(mixed):
        found[codes[place % len(codes)]].append(row)
    return found


def dealt_by_field(fields: dict[str, list[Row]]) -> Dealt:
    """Deal the fields to the provinces, and the notes of each to those that have it."""
    names, found = sorted(fields), {}
    codes = [unit.code for unit in units.provinces()]
    for place, name in enumerate(names):
        theirs, mixed = codes[place :: len(names)], [*fields[name]]
        random.Random(SEED).shuffle(mixed)
        found |= {code: mixed[at :: len(theirs)] for at, code in enumerate(theirs)}
    return found


def alone(grouper: Grouper, workshops: Sequence[Sequence[Row]]) -> float:
    """Return the ARI of workshops that group their own notes, as at the end of a phase."""
    golds, labels = [], []
    for workshop in workshops:
        pipeline = grouper.apart(deep=True)
        for category in sorted({row.category for row in workshop}):
            inside = [row for row in workshop if row.category == category]
            found = pipeline.regroup([Note(str(at), row.text) for at, row in enumerate(inside)])
            home = {name: theme.id for theme in found.themes for name in theme.members}
            golds.append([row.theme for row in inside])
            labels.append([home.get(str(at), "") for at in range(len(inside))])
    return weighted(golds, labels)


def national(grouper: Grouper, folder: Path, provinces: Dealt) -> float:
    """Return the ARI of the joint board of their answers."""
    feed = open_feed(Settings(data=folder))
    uid = feed.write(directives.make, draft())
    key = feed.read(directives.find, uid).key
    of = {unit.code: unit for unit in units.provinces()}
    for code, rows in provinces.items():
        answer = answer_of(uid, key, of[code], [(row.category, row.theme, row.text) for row in rows])
        feed.write(take, signed_files.read(answer))
    feed.write(board_steps.request, uid)
    assert consolidating.consolidate(feed, grouper, uid, at_once)
    golds: defaultdict[str, list[str]] = defaultdict(list)
    labels: defaultdict[str, list[str]] = defaultdict(list)
    for note in feed.read(lambda session: session.execute(select(BoardNote)).scalars().all()):
        golds[note.category].append(provinces[note.unit][note.number - 1].theme)
        labels[note.category].append(note.theme_id)
    feed.database.close()
    return weighted([*golds.values()], [*labels.values()])


def weighted(golds: Sequence[Sequence[str]], labels: Sequence[Sequence[str]]) -> float:
    """Return the mean ARI of parts that were grouped apart, weighted by notes. A label "": ungrouped."""
    total = weight = 0.0
    for gold, found in zip(golds, labels, strict=True):
        number = {label: at for at, label in enumerate(sorted({*found} - {""}))}
        ari = quality(gold, [number.get(label, -1) for label in found]).ari
        total, weight = total + ari * len(gold), weight + len(gold)
    return total / weight


def say(name: str, notes: int, one: float, all_of_them: float) -> None:
    tier = "" if notes <= DEEP_MOST else ", without e5"
    print(f"| {name} | {notes:,} | {one:.3f} | {all_of_them:.3f}{tier} | {all_of_them / one:.2f} |", flush=True)


if __name__ == "__main__":
    main()
