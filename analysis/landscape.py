"""Where new notes are seen from: the space of the notes that came before.

It is made anew only when the notes have grown by a twentieth; what comes in between is projected. It depends on the
notes and their order of arrival alone, so any process finds the same.
"""

from __future__ import annotations

import numpy as np

from analysis.corpus import Corpus, Read
from analysis.linkage import Labels
from analysis.represent import Matrix
from analysis.rows import BLOCK, RowStore

# Up to so many notes everything is made anew at each step.
_FEW = 40
_GROWTH = 1.05
# It is grouped this much finer than a regrouping: what is founded too coarse in a small room can hardly be parted.
_FINER = 0.5
# The middle of everyday sentences weighs less than in a regrouping: the first notes of a room are to be told apart.
_COMMON_WEIGHT = 10


class Landscape:
    """The space of some notes, and the rows of others in it."""

    def __init__(self, read: Read, first: Labels, fineness: float, made_of: object = None) -> None:
        """first: the notes that the landscape is made of; made_of: anything that tells it from others."""
        corpus = read.corpus
        self.made_of = made_of
        meanings, words = _those(corpus, first.tolist())
        self._space = read.space.fit(meanings, words, _COMMON_WEIGHT)
        self.likeness = read.space.likeness
        self.cut = self.likeness.cut(fineness + _FINER)
        self._rows = RowStore()

    def rows(self, corpus: Corpus) -> Matrix:
        """(n, width of the space): one unit row a note."""
        if not corpus.texts:
            return self._space.transform(corpus.meanings, corpus.words)
        missing = self._rows.missing(corpus.texts)
        if missing:
            at = {text: i for i, text in enumerate(corpus.texts)}
            for start in range(0, len(missing), BLOCK):
                some = missing[start : start + BLOCK]
                self._rows.add(some, self._space.transform(*_those(corpus, [at[text] for text in some])))
        return self._rows.gather(corpus.texts)


def _those(corpus: Corpus, some: list[int]) -> tuple[list[Matrix], list[tuple[str, ...]]]:
    return [rows[some] for rows in corpus.meanings], [corpus.words[at] for at in some]


def milestone(n: int) -> int:
    """How many of n notes the landscape is made of: all in a small room, else the last step of growth."""
    if n <= _FEW:
        return n
    steps = int(np.log(n / _FEW) / np.log(_GROWTH) + 1e-9)
    return min(n, int(_FEW * _GROWTH**steps))


def standing_place(read: Read, last: Landscape | None, fineness: float) -> Landscape:
    """The landscape for these notes; `last` where it is still the right one."""
    first = np.flatnonzero(read.arrival < milestone(len(read.corpus)))
    texts = read.corpus.texts
    made_of = (tuple([texts[i] for i in first.tolist()]), len(read.corpus.meanings), fineness)
    if last is not None and last.made_of == made_of and last.likeness is read.space.likeness:
        return last
    return Landscape(read, first, fineness, made_of)
