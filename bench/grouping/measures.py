"""The figures: quality of one arrangement, steadiness as notes arrive, time and memory."""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis import Arrangement, KnownTheme, Note, ThemePipeline
from bench.grouping.sets import GoldSet


@dataclass(frozen=True)
class Quality:
    """v_measure and ari with each ungrouped note as a group of its own; share  of notes in a theme; themes found"""

    v_measure: float
    ari: float
    share: float
    themes: int


def quality(gold: Sequence[str], labels: Sequence[int]) -> Quality:
    from sklearn.metrics import adjusted_rand_score, v_measure_score

    alone = [label if label >= 0 else -2 - i for i, label in enumerate(labels)]
    kept = [label for label in labels if label >= 0]
    return Quality(
        float(v_measure_score(gold, alone)),
        float(adjusted_rand_score(gold, alone)),
        len(kept) / len(labels),
        len(set(kept)),
    )


def operations(gold: Sequence[str], labels: Sequence[int]) -> int:
    """Steps of a hand from the groups found to the gold themes, names left aside: a group merged into another of the
    same majority, a group opened with all notes of a gold theme without a group that stand together, a note moved.
    """
    most: dict[int, str] = {}
    for label in sorted(set(labels) - {-1}):
        inside = Counter(theme for theme, at in zip(gold, labels, strict=True) if at == label)
        most[label] = max(sorted(inside), key=inside.__getitem__)
    steps = len(most) - len(set(most.values()))
    for theme in sorted(set(gold)):
        apart = Counter(at for is_, at in zip(gold, labels, strict=True) if is_ == theme and most.get(at) != theme)
        together = 0 if theme in most.values() else max([count for at, count in apart.items() if at >= 0], default=0)
        steps += sum(apart.values()) - together + (together > 0)
    return steps


def labels_of(arrangement: Arrangement, notes: Sequence[Note]) -> list[int]:
    home = {name: i for i, theme in enumerate(arrangement.themes) for name in theme.members}
    return [home.get(note.id, -1) for note in notes]


@dataclass(frozen=True)
class Steadiness:
    """moved  share of standing notes that changed theme, all steps; final  quality after the last step
    right  share of the notes in a theme whose majority is of their gold theme, after each number of MARKS, or nan
    operations  steps of a hand from there to the gold themes
    """

    moved: float
    worst: float
    final: Quality
    right: tuple[float, ...]
    operations: int


MARKS = (12, 30, 60)


def arriving(pipeline: ThemePipeline, gold: GoldSet, at_a_time: int, order: int = 0) -> Steadiness:
    """The notes of a set as they would arrive live: in the order of the file, or in a random one from 1 on."""
    if order:
        mixed = np.random.default_rng(order).permutation(len(gold.notes))
        gold = replace(gold, notes=[gold.notes[i] for i in mixed])
    known: list[KnownTheme] = []
    before: dict[str, str] = {}
    moved = total = 0
    worst = 0.0
    right: dict[int, float] = {}
    found = Arrangement()
    for end in [*range(at_a_time, len(gold.notes), at_a_time), len(gold.notes)]:
        found = pipeline.place(gold.notes[:end], known)
        now = {name: theme.id for theme in found.themes for name in theme.members}
        changed = sum(now.get(name) != theme for name, theme in before.items())
        moved, total = moved + changed, total + len(before)
        worst = max(worst, changed / max(1, len(before)))
        before = now
        known = _known(found)
        for mark in MARKS:
            if end >= mark:
                right.setdefault(mark, _right(found, gold, end))
    truth, labels = [gold.gold[note.id] for note in gold.notes], labels_of(found, gold.notes)
    marks = tuple(right.get(mark, np.nan) for mark in MARKS)
    return Steadiness(moved / max(1, total), worst, quality(truth, labels), marks, operations(truth, labels))


def _right(found: Arrangement, gold: GoldSet, notes: int) -> float:
    most = (Counter(gold.gold[name] for name in theme.members).most_common(1) for theme in found.themes)
    return sum(count for counts in most for _, count in counts) / notes


@dataclass(frozen=True)
class Cost:
    """Seconds, and the process's peak memory in MB so far.

    placing   one note, median of nine that arrive one by one; anew  one that the landscape is made anew for
    """

    notes: int
    embedding: float
    regrouping: float
    placing: float
    anew: float
    memory: float


_ARRIVING = 9


def cost(notes: Sequence[Note]) -> Cost:
    """Time of embedding, of a full regrouping with vectors cached, and of placing one more note."""
    pipeline = ThemePipeline(cache={})
    pipeline.prepare(["น้ำไม่ไหล"])
    start = time.perf_counter()
    pipeline.prepare([note.text for note in notes])
    embedded = time.perf_counter()
    standing = len(notes) - _ARRIVING
    known = _known(pipeline.regroup(notes[:standing]))
    pipeline.regroup(notes[:standing], known)
    warm = time.perf_counter()
    pipeline.regroup(notes[:standing], known)
    regrouped = time.perf_counter()
    known = _known(pipeline.place(notes[:standing], known))
    anew = time.perf_counter() - regrouped
    times = []
    for end in range(standing + 1, len(notes) + 1):
        before = time.perf_counter()
        found = pipeline.place(notes[:end], known)
        times.append(time.perf_counter() - before)
        known = _known(found)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return Cost(len(notes), embedded - start, regrouped - warm, float(np.median(times)), anew, peak)


def _known(found: Arrangement) -> list[KnownTheme]:
    return [KnownTheme(theme.id, theme.members, label=theme.label) for theme in found.themes]


def grown(notes: Sequence[Note], number: int, seed: int = 0) -> list[Note]:
    """`number` notes made of pieces of the given ones: two clauses of two notes of like kind joined."""
    rng = np.random.default_rng(seed)
    pairs = rng.integers(0, len(notes), size=(number, 2))
    return [Note(f"g{i}", f"{notes[a].text} {notes[b].text[:40]} {i}") for i, (a, b) in enumerate(pairs)]
