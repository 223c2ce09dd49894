"""Where new notes are seen from: the space and several fresh groupings of the notes that came before.

They are made anew only when the notes have grown by a twentieth; what comes in between is projected. They depend on
the notes and their order of arrival alone, so any process finds the same. One fresh grouping of few notes is largely
chance; what several of them, each visiting the notes in another order, agree on is not (consensus clustering, Strehl
and Ghosh 2002).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.communities import neighbour_graph
from analysis.corpus import Corpus, Read, centroids, sums_of, without_itself
from analysis.group import TRIES, best_of, neighbours, refined, resolution_for, settled, tried
from analysis.represent import Matrix, NoteSpace
from analysis.rows import RowStore

Labels = NDArray[np.int64]

# Up to so many notes everything is made anew at each step.
_FEW = 40
_GROWTH = 1.05
# A landscape of more notes than this is grouped fewer times: a large room is less a matter of chance, and costs more.
_NOTES_GROUPED = 10_000


@dataclass(frozen=True)
class Sight:
    """How n notes look in a landscape whose T groupings have K groups in all.

    near      (n, K) cosine of each note to the middle of each group, the note itself left out of it
    groups    (n, T) column in `near` of the note's group in each grouping, -1 where it has none
    founding  (n,) its group in the best of the groupings, outliers and groups too small for a theme at -1
    """

    near: Matrix
    groups: Labels
    founding: Labels


class Landscape:
    """Space and fresh groupings of some notes, and how other notes look in it."""

    def __init__(
        self, corpus: Corpus, first: Labels, common: Matrix, fineness: float, seed: int, made_of: object = None
    ) -> None:
        """first: the rows of `corpus` that the landscape is made of; made_of: anything that tells it from others."""
        self.made_of = made_of
        self._space = NoteSpace().fit(corpus.vectors[first], [corpus.words[i] for i in first], common)
        self.mean = self._space.mean_
        self._rows = RowStore()
        self._sights = RowStore()
        self._starts: list[int] = []
        self._sums = np.zeros((0, 0), dtype=np.float32)
        self._founding = np.zeros((0, 0), dtype=np.float32)
        if len(first):
            self._group(corpus, first, fineness, seed)

    def _group(self, corpus: Corpus, first: Labels, fineness: float, seed: int) -> None:
        rows, texts = self.rows(corpus)[first], [corpus.texts[i] for i in first]
        free, alone = np.full(len(rows), -1, dtype=np.int64), np.ones(len(rows), dtype=np.int64)
        graph, resolution = neighbour_graph(rows, neighbours(len(rows))), resolution_for(len(rows), fineness)
        found = tried(graph, resolution, seed, free, max(1, min(TRIES, _NOTES_GROUPED // len(rows))))
        best = best_of(graph, found, resolution)
        groupings = [refined(rows, labels, free) for labels in found]
        founding = settled(rows, groupings[best], free, alone)
        sizes = [int(labels.max()) + 1 for labels in groupings]
        self._starts = [0, *np.cumsum(sizes).tolist()]
        columns = np.column_stack([labels + at for labels, at in zip(groupings, self._starts, strict=False)])
        self._sums = np.vstack([sums_of(rows, labels, size) for labels, size in zip(groupings, sizes, strict=True)])
        self._founding = centroids(rows, founding, int(founding.max(initial=-1)) + 1)
        near = without_itself(rows, self._sums, columns)
        # Notes of the same text stand on the same row: they fall in one group.
        self._keep(texts, near, columns, founding)

    def rows(self, corpus: Corpus) -> Matrix:
        """(n, width of the space): one unit row a note."""
        if not corpus.texts:
            return self._space.transform(corpus.vectors, [])
        missing = self._rows.missing(corpus.texts)
        if missing:
            at = {text: i for i, text in enumerate(corpus.texts)}
            new = [at[text] for text in missing]
            self._rows.add(missing, self._space.transform(corpus.vectors[new], [corpus.words[i] for i in new]))
        return self._rows.gather(corpus.texts)

    def sight(self, corpus: Corpus) -> Sight:
        """How the notes of a corpus look from here; those it is not made of fall to the nearest middles."""
        n = len(corpus)
        if not self._starts:
            return Sight(np.zeros((n, 0), np.float32), np.zeros((n, 0), np.int64), _none(n))
        missing = self._sights.missing(corpus.texts)
        if missing:
            rows = self._rows.gather(missing)
            near = without_itself(rows, self._sums, _none(len(rows))[:, None])
            parts = [near[:, a:b].argmax(axis=1) + a for a, b in zip(self._starts, self._starts[1:], strict=False)]
            founding = _none(len(rows))
            if len(self._founding):
                founding = (rows @ self._founding.T).round(6).argmax(axis=1)
            self._keep(missing, near, np.column_stack(parts), founding)
        seen, number = self._sights.gather(corpus.texts), self._starts[-1]
        groups = seen[:, number:].astype(np.int64)
        return Sight(seen[:, :number], groups[:, :-1], groups[:, -1])

    def _keep(self, texts: list[str], near: Matrix, columns: Labels, founding: Labels) -> None:
        first = {text: i for i, text in reversed(list(enumerate(texts)))}
        at = list(first.values())
        self._sights.add(list(first), np.hstack([near[at], columns[at], founding[at, None]]).astype(np.float32))


def _none(n: int) -> Labels:
    return np.full(n, -1, dtype=np.int64)


def milestone(n: int) -> int:
    """How many of n notes the landscape is made of: all in a small room, else the last step of growth."""
    if n <= _FEW:
        return n
    steps = int(np.log(n / _FEW) / np.log(_GROWTH) + 1e-9)
    return min(n, int(_FEW * _GROWTH**steps))


def standing_place(read: Read, last: Landscape | None, fineness: float, seed: int) -> Landscape:
    """The landscape for these notes; `last` where it is still the right one."""
    first = np.flatnonzero(read.arrival < milestone(len(read.corpus)))
    texts = read.corpus.texts
    made_of = (tuple([texts[i] for i in first.tolist()]), fineness, seed)
    if last is not None and last.made_of == made_of:
        return last
    return Landscape(read.corpus, first, read.common, fineness, seed, made_of)
