"""The full regrouping: every note is looked at anew, within what people decided."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.corpus import Corpus, means_of
from analysis.group import STRAY, grouped
from analysis.represent import Matrix
from analysis.rules import Rules

Labels = NDArray[np.int64]

# So many notes nearest to a named theme's middle hold it together through a regrouping.
_CORE = 3


@dataclass
class Draft:
    """An arrangement in the making: note index -> theme index in `ids`, -1 ungrouped. None = a theme not named yet."""

    place: NDArray[np.int64]
    ids: list[str | None]


def regroup(corpus: Corpus, rows: Matrix, rules: Rules, cut: float, seed: int) -> Draft:
    """Groups all notes anew; keeps known ids where most of their notes stay together.

    cut   mean likeness from which groups of notes are joined
    """
    index = corpus.index
    place = np.full(len(corpus), -1, dtype=np.int64)
    for note, theme in rules.home.items():
        place[index[note]] = theme
    held = _held(corpus, rows, rules, index)
    taking_part = np.array(
        [
            note.id not in rules.loose and not (h >= 0 and rules.themes[h].locked)
            for note, h in zip(corpus.notes, held, strict=True)
        ],
        dtype=bool,
    )
    chosen = np.flatnonzero(taking_part)
    nodes, node_of = _stacked(corpus, chosen, held)
    counts = np.bincount(node_of, minlength=len(nodes))
    each = rows if len(nodes) == len(rows) else rows[nodes]
    labels = grouped(each, cut, held[nodes], counts, seed)[node_of]
    count = int(labels.max(initial=-1)) + 1
    named = _names(labels, count, held[chosen], [rules.member.get(corpus.notes[i].id, -1) for i in chosen], rules)
    ids: list[str | None] = [theme.id for theme in rules.themes]
    target = np.full(count, -1, dtype=np.int64)
    for group in range(count):
        if named[group] >= 0:
            target[group] = named[group]
        else:
            target[group] = len(ids)
            ids.append(None)
    for at, group in zip(chosen, labels, strict=True):
        place[at] = target[group] if group >= 0 else -1
    place[held >= 0] = held[held >= 0]
    mind_bars(corpus, rows, rules, place, len(ids), STRAY * cut)
    return Draft(place, ids)


def _held(corpus: Corpus, rows: Matrix, rules: Rules, index: dict[str, int]) -> NDArray[np.int64]:
    held = np.full(len(corpus), -1, dtype=np.int64)
    for note, holder in rules.home.items():
        held[index[note]] = holder
    # A theme that a person named stays recognisable: its middle holds together.
    for i, theme in enumerate(rules.themes):
        members = [index[n] for n in theme.members if rules.member.get(n) == i and n in index]
        if theme.given_label is not None and members:
            middle = rows[members].mean(axis=0)
            nearest = sorted(members, key=lambda at: (-round(float(rows[at] @ middle), 6), at))
            for at in nearest[:_CORE]:
                if held[at] < 0:
                    held[at] = i
    return held


def _stacked(
    corpus: Corpus, chosen: NDArray[np.int64], held: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Notes that are the same to a reader are one node, unless people hold them in different places."""
    first: dict[tuple[str, int], int] = {}
    nodes: list[int] = []
    node_of = []
    for at in chosen:
        key = (corpus.prints[at], int(held[at]))
        if key not in first:
            first[key] = len(nodes)
            nodes.append(int(at))
        node_of.append(first[key])
    return np.array(nodes, dtype=np.int64), np.array(node_of, dtype=np.int64)


def _names(
    labels: NDArray[np.int64], count: int, held: NDArray[np.int64], before: list[int], rules: Rules
) -> NDArray[np.int64]:
    """Known theme for each group: the one that holds it, else the one it overlaps most; -1 for a new theme."""
    known = len(rules.themes)
    named = np.full(count, -1, dtype=np.int64)
    for group, holder in zip(labels, held, strict=True):
        if holder >= 0 and group >= 0:
            named[group] = holder
    taken = set(named[named >= 0].tolist()) | {i for i, theme in enumerate(rules.themes) if theme.locked}
    overlap = np.zeros((count, known))
    for group, theme in zip(labels, before, strict=True):
        if group >= 0 and theme >= 0 and theme not in taken and named[group] < 0:
            overlap[group, theme] += 1
    if overlap.size and overlap.any():
        # slow: SciPy's optimisers
        from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

        for group, best in zip(*linear_sum_assignment(-overlap), strict=True):
            if overlap[group, best] > 0:
                named[group] = best
    return named


def mind_bars(corpus: Corpus, rows: Matrix, rules: Rules, place: NDArray[np.int64], count: int, joins: float) -> None:
    """Takes notes out of themes that bar them, to the next one that they are so much like: changes `place`."""
    known = len(rules.themes)
    barred = [
        at
        for at, theme in enumerate(place)
        if 0 <= theme < known
        and corpus.notes[at].id not in rules.home
        and corpus.notes[at].id in rules.themes[theme].barred
    ]
    if not barred:
        return
    for at in barred:
        place[at] = -1
    near = rows @ means_of(rows, place, count).T
    for at in barred:
        for theme in np.argsort(-near[at], kind="stable"):
            if near[at, theme] < joins:
                break
            if theme >= known or rules.may_join(corpus.notes[at].id, int(theme)):
                place[at] = theme
                break
