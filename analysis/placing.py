"""Live placing: what stands stays; a new note joins a theme, waits, or founds a theme with others that wait."""

from __future__ import annotations

import numpy as np

from analysis.communities import communities, neighbour_graph
from analysis.corpus import Corpus, centroids
from analysis.group import neighbours
from analysis.regrouping import Draft
from analysis.represent import Matrix
from analysis.rules import Rules

# Cosine to a theme's middle from which a note may join, and the mean cosine from which waiting notes found a theme.
JOIN = 0.15
FOUND = 0.30
FOUNDERS = 3


def place(corpus: Corpus, rows: Matrix, rules: Rules, fineness: float, seed: int) -> Draft:
    """Places the notes that stand in no theme yet; no other note moves."""
    index = corpus.index
    ids: list[str | None] = [theme.id for theme in rules.themes]
    where = np.full(len(corpus), -1, dtype=np.int64)
    for note, theme in rules.member.items():
        where[index[note]] = theme
    waiting = np.array([i for i, n in enumerate(corpus.notes) if where[i] < 0 and n.id not in rules.loose], dtype=int)
    if len(waiting) == 0:
        return Draft(where, ids)
    open_ = np.array(
        [
            i
            for i in range(len(corpus))
            if corpus.notes[i].id not in rules.loose and not (where[i] >= 0 and rules.themes[where[i]].locked)
        ],
        dtype=int,
    )
    graph = neighbour_graph(rows[open_], neighbours(len(open_)))
    labels = communities(graph, 2.0**fineness, seed, where[open_])
    theme_of: dict[int, int] = {}
    for at, label in zip(open_, labels, strict=True):
        if where[at] >= 0:
            theme_of[int(label)] = int(where[at])
    near = rows @ centroids(rows, where, len(ids)).T if ids else np.zeros((len(rows), 0))
    founding: dict[int, list[int]] = {}
    for at, label in zip(open_, labels, strict=True):
        if where[at] >= 0:
            continue
        joined = theme_of.get(int(label))
        if joined is None:
            founding.setdefault(int(label), []).append(int(at))
        elif near[at, joined] >= JOIN and rules.may_join(corpus.notes[at].id, joined):
            where[at] = joined
    for members in founding.values():
        tight = rows[members] @ rows[members].T
        if len(members) >= FOUNDERS and (tight.sum() - len(members)) / (len(members) * (len(members) - 1)) >= FOUND:
            where[members] = len(ids)
            ids.append(None)
    return Draft(where, ids)
