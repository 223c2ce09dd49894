"""Where new notes are seen from: the space and the fresh groups of the notes that came before.

In a large room both are made anew only when the notes have grown by a twentieth; what comes in between is projected.
They depend on the notes and their order alone, so any process finds the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.communities import communities, neighbour_graph
from analysis.corpus import Corpus, Read, centroids
from analysis.group import neighbours, refined, resolution_for
from analysis.represent import Matrix, NoteSpace
from analysis.rows import RowStore

Labels = NDArray[np.int64]

# Up to so many notes everything is made anew at each step.
_FEW = 300
_GROWTH = 1.05
# Founders look finer than a full regrouping does: a theme that begins too wide cannot be divided later.
_FINER = 0.18


class Landscape:
    """Space and fresh groups of some notes, and how other notes look in it."""

    def __init__(
        self, corpus: Corpus, first: Labels, common: Matrix, fineness: float, seed: int, made_of: object = None
    ) -> None:
        """first: the rows of `corpus` that the landscape is made of; made_of: anything that tells it from others."""
        self.made_of = made_of
        self._space = NoteSpace().fit(corpus.vectors[first], [corpus.words[i] for i in first], common)
        self.mean = self._space.mean_
        self._rows = RowStore()
        rows = self.rows(corpus)[first]
        labels = np.zeros(0, dtype=np.int64)
        if len(rows):
            resolution = resolution_for(len(rows), fineness + _FINER)
            labels = communities(neighbour_graph(rows, neighbours(len(rows))), resolution, seed)
            labels = refined(rows, labels, np.full(len(rows), -1, dtype=np.int64))
        self._middles = centroids(rows, labels, int(labels.max(initial=-1)) + 1)
        self._group_of = {corpus.texts[at]: int(label) for at, label in zip(first, labels, strict=True)}
        self._texts: tuple[str, ...] = ()

    def rows(self, corpus: Corpus) -> Matrix:
        """(n, width of the space): one unit row a note."""
        if not corpus.texts:
            return self._space.transform(corpus.vectors, [])
        missing = self._rows.missing(corpus.texts)
        if missing:
            at = {text: i for i, text in enumerate(corpus.texts)}
            new = [at[text] for text in missing]
            self._rows.add(missing, self._space.transform(corpus.vectors[new], [corpus.words[i] for i in new]))
        self._texts = corpus.texts
        return self._rows.gather(corpus.texts)

    def groups(self, rows: Matrix) -> Labels:
        """(n,) fresh group of each row of the corpus last asked for: its own, or the one with the nearest middle."""
        known = np.array([self._group_of.get(text, -1) for text in self._texts], dtype=np.int64)[: len(rows)]
        unseen = np.flatnonzero(known < 0)
        if len(unseen) and len(self._middles):
            known[unseen] = (rows[unseen] @ self._middles.T).round(6).argmax(axis=1)
        return known


def milestone(n: int) -> int:
    """How many of n notes the landscape is made of: all in a small room, else the last step of growth."""
    if n <= _FEW:
        return n
    steps = int(np.log(n / _FEW) / np.log(_GROWTH) + 1e-9)
    return min(n, int(_FEW * _GROWTH**steps))


def standing_place(read: Read, last: Landscape | None, fineness: float, seed: int) -> Landscape:
    """The landscape for these notes; `last` where it is still the right one."""
    first = np.flatnonzero(read.arrival < milestone(len(read.corpus)))
    made_of = (tuple(read.corpus.texts[i] for i in first), fineness, seed)
    if last is not None and last.made_of == made_of:
        return last
    return Landscape(read.corpus, first, read.common, fineness, seed, made_of)
