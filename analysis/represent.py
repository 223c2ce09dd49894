"""The space in which notes are compared: what they mean and the words that they use, joined as the likeness says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

from analysis.likeness import Likeness, Matrix, unit
from analysis.rows import BLOCK, AnyRows, blocks

__all__ = ["COMMON_WEIGHT", "Matrix", "NoteSpace", "WordTable", "centred", "middle", "unit"]

# The common middle weighs as much as so many notes, so that centring few notes does not tear them apart.
COMMON_WEIGHT = 20
# So many dimensions of the notes' words are used (Deerwester et al. 1990); the first ones are their topics, which
# some notes more than a dozen are needed for.
_WORDS = 100
_TOPICS = 30
_FEWEST_TOPICS = 10


class NoteSpace:
    """Rows whose cosine is the likeness of two notes; learned from some notes, for these and others."""

    def __init__(self, likeness: Likeness, common: Sequence[Matrix]) -> None:
        """common: (width of each,) mean vectors of everyday sentences by each encoder."""
        self.likeness = likeness
        self._common = common

    def fit(
        self, vectors: Sequence[AnyRows], words: Sequence[Sequence[str]], common_weight: float = COMMON_WEIGHT
    ) -> NoteSpace:
        """vectors (n, width of each) of n notes by each encoder, the sentence encoder first; words a note.

        common_weight   as so many notes counts the middle of everyday sentences
        """
        self._middles = [
            middle(rows, everyday, common_weight) for rows, everyday in zip(vectors, self._common, strict=True)
        ]
        self._table = WordTable(words)
        table = self._table.rows(words)
        shared = np.flatnonzero(table.getnnz(axis=0) >= 2)
        found = _components(table[:, shared])
        self._said = np.zeros((table.shape[1], found.shape[1]), np.float32)
        self._said[shared] = found
        return self

    def transform(self, vectors: Sequence[AnyRows], words: Sequence[Sequence[str]]) -> Matrix:
        """(n, width of the space): one unit row a note; zeros stay zeros."""
        out = np.zeros((0, 0), np.float32)
        for at in range(0, max(1, len(words)), BLOCK):
            some = words[at : at + BLOCK]
            rows = self.likeness.rows(*self.parts([rows[at : at + BLOCK] for rows in vectors], some))
            if not at:
                out = rows if len(some) == len(words) else np.empty((len(words), rows.shape[1]), np.float32)
            out[at : at + BLOCK] = rows
        return out

    def parts(self, vectors: Sequence[AnyRows], words: Sequence[Sequence[str]]) -> tuple[list[Matrix], Matrix, Matrix]:
        """What `Likeness.rows` takes: (n, width of each) centred vectors, words that notes share, their topics."""
        meanings = [centred(rows[:], mean) for rows, mean in zip(vectors, self._middles, strict=True)]
        table = self._table.rows(words)
        used = np.unique(table.indices)
        said = np.asarray(table[:, used] @ self._said[used], dtype=np.float32)
        topics = said[:, : _TOPICS if said.shape[1] >= _FEWEST_TOPICS else 0]
        return meanings, said, unit(topics)


def middle(rows: AnyRows, common: Matrix, weight: float = COMMON_WEIGHT) -> Matrix:
    """(width,) mean of the rows that are not zeros, mixed with the common mean."""
    total, count = weight * common, 0
    for some in blocks(rows):
        full = some[some.any(axis=1)]
        total, count = full.sum(axis=0) + total, count + len(full)
    return np.asarray(total / (count + weight), dtype=np.float32)


def centred(rows: Matrix, mean: Matrix) -> Matrix:
    """(n, width) unit rows without the mean, so that cosine tells notes apart by what they do not share; zeros stay."""
    return unit(np.where(rows.any(axis=1, keepdims=True), rows - mean, 0))


class WordTable:
    """Counts words of notes that are cut already: rows of unit length, logarithmic counts times smoothed inverse
    document frequency (Salton and Buckley 1988), learned from some notes.
    """

    def __init__(self, words: Sequence[Sequence[str]]) -> None:
        # One more word, so that a vocabulary is never empty; nobody types a lone NUL.
        notes_with = Counter(["\0", *(word for note in words for word in set(note))])
        self._number = {word: number for number, word in enumerate(sorted(notes_with))}
        counts = np.array([notes_with[word] for word in self._number])
        self._rarity = np.log((len(words) + 2) / (counts + 1)) + 1

    def rows(self, words: Sequence[Sequence[str]]) -> Any:
        """Sparse (n, vocabulary); words that are not learned count nothing."""
        # slow: SciPy
        from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

        number = self._number
        each = [Counter(sorted([number[word] for word in note if word in number])) for note in words]
        starts = np.cumsum([0, *map(len, each)])
        columns = np.fromiter(chain.from_iterable(each), np.int32, starts[-1])
        counts = np.fromiter(chain.from_iterable(note.values() for note in each), np.float64, starts[-1])
        weights = (np.log(counts) + 1) * self._rarity[columns]
        lengths = np.sqrt(np.bincount(np.repeat(np.arange(len(each)), np.diff(starts)), weights**2, len(each)))
        weights /= np.repeat(lengths, np.diff(starts))
        return csr_matrix((weights, columns, starts), shape=(len(each), len(number)))


def _components(table: Any) -> Matrix:
    """(vocabulary, at most _WORDS): the directions in which rows differ most, strongest first."""
    if min(table.shape) == 0:
        return np.zeros((table.shape[1], 0), np.float32)
    if min(table.shape) <= _WORDS:
        return np.asarray(np.linalg.svd(table.toarray(), full_matrices=False)[2].T, dtype=np.float32)
    # slow: scikit-learn
    from sklearn.utils.extmath import randomized_svd

    return np.asarray(randomized_svd(table, _WORDS, n_iter=5, random_state=0)[2].T, dtype=np.float32)
