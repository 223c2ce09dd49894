"""Where new notes are seen from: the space and one fresh grouping of the notes that came before.

Both are made anew only when the notes have grown by a twentieth; what comes in between is projected. They depend on
the notes and their order of arrival alone, so any process finds the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.corpus import Corpus, Read, likeness_without_itself, sums_of
from analysis.group import STRAY, grouped
from analysis.linkage import Labels
from analysis.represent import Matrix
from analysis.rows import RowStore

# Up to so many notes everything is made anew at each step.
_FEW = 40
_GROWTH = 1.05
# It is grouped this much finer than a regrouping: what is founded too coarse in a small room can hardly be parted.
_FINER = 0.5
# The middle of everyday sentences weighs less than in a regrouping: the first notes of a room are to be told apart.
_COMMON_WEIGHT = 10


@dataclass(frozen=True)
class Sight:
    """How n notes look in a landscape of K fresh groups.

    cut    mean likeness from which groups are joined
    near   (n, K) mean likeness of each note to the notes of each group, the note itself left out of it
    group  (n,) the fresh group of each note, -1 where it has none
    """

    cut: float
    near: Matrix
    group: Labels


class Landscape:
    """Space and fresh grouping of some notes, and how other notes look in it."""

    def __init__(self, read: Read, first: Labels, fineness: float, seed: int, made_of: object = None) -> None:
        """first: the notes that the landscape is made of; made_of: anything that tells it from others."""
        corpus = read.corpus
        self.made_of = made_of
        meanings, words = _those(corpus, first.tolist())
        self._space = read.space.fit(meanings, words, _COMMON_WEIGHT)
        self.likeness = read.space.likeness
        self.cut = self.likeness.cut(fineness + _FINER)
        self._rows = RowStore()
        self._sights = RowStore()
        rows = self.rows(corpus)[first]
        groups = grouped(rows, self.cut, np.full(len(rows), -1), np.ones(len(rows), dtype=np.int64), seed)
        count = int(groups.max(initial=-1)) + 1
        self._sums = sums_of(rows, groups, count)
        self._sizes = np.bincount(groups[groups >= 0], minlength=count).astype(np.float32)
        # Notes of the same text stand on the same row: they fall in one group.
        self._look([corpus.texts[i] for i in first], rows, groups)

    def rows(self, corpus: Corpus) -> Matrix:
        """(n, width of the space): one unit row a note."""
        if not corpus.texts:
            return self._space.transform(corpus.meanings, corpus.words)
        missing = self._rows.missing(corpus.texts)
        if missing:
            at = {text: i for i, text in enumerate(corpus.texts)}
            new = [at[text] for text in missing]
            self._rows.add(missing, self._space.transform(*_those(corpus, new)))
        return self._rows.gather(corpus.texts)

    def sight(self, corpus: Corpus) -> Sight:
        """How the notes of a corpus look from here; those it is not made of fall to the group they are most like."""
        if not len(corpus):
            return Sight(self.cut, np.zeros((0, len(self._sizes)), np.float32), np.zeros(0, np.int64))
        missing = self._sights.missing(corpus.texts)
        if missing:
            self._look(missing, self._rows.gather(missing), None)
        seen = self._sights.gather(corpus.texts)
        return Sight(self.cut, seen[:, :-1], seen[:, -1].astype(np.int64))

    def _look(self, texts: list[str], rows: Matrix, groups: Labels | None) -> None:
        own = np.full(len(rows), -1, dtype=np.int64) if groups is None else groups
        near = likeness_without_itself(rows, self._sums, self._sizes, own)
        if groups is None and near.shape[1]:
            own = np.where(near.max(axis=1) >= STRAY * self.cut, near.argmax(axis=1), -1)
        first = {text: i for i, text in reversed(list(enumerate(texts)))}
        at = list(first.values())
        self._sights.add(list(first), np.hstack([near[at], own[at, None]]).astype(np.float32))


def _those(corpus: Corpus, some: list[int]) -> tuple[list[Matrix], list[tuple[str, ...]]]:
    return [rows[some] for rows in corpus.meanings], [corpus.words[at] for at in some]


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
    made_of = (tuple([texts[i] for i in first.tolist()]), len(read.corpus.meanings), fineness, seed)
    if last is not None and last.made_of == made_of and last.likeness is read.space.likeness:
        return last
    return Landscape(read, first, fineness, seed, made_of)
