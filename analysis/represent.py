"""The space in which notes are compared: what they mean and the words that they use, joined as the likeness says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from analysis.likeness import Likeness, Matrix, unit

__all__ = ["COMMON_WEIGHT", "Matrix", "NoteSpace", "centred", "middle", "tf_idf", "unit"]

# The common middle weighs as much as so many notes, so that centring few notes does not tear them apart.
COMMON_WEIGHT = 20
# So many dimensions of the notes' words are used (Deerwester et al. 1990); the first ones are their topics, which
# some notes more than a dozen are needed for.
_WORDS = 100
_TOPICS = 30
_FEWEST_TOPICS = 10


class NoteSpace:
    """Rows whose cosine is the likeness of two notes; learned from some notes, for these and others.

    Learned
    mean_   (width of the sentence encoder,) what centring takes out of the sentence vectors
    """

    def __init__(self, likeness: Likeness, common: Sequence[Matrix]) -> None:
        """common: (width of each,) mean vectors of everyday sentences by each encoder."""
        self.likeness = likeness
        self._common = common

    def fit(
        self, vectors: Sequence[Matrix], words: Sequence[Sequence[str]], common_weight: float = COMMON_WEIGHT
    ) -> NoteSpace:
        """vectors (n, width of each) of n notes by each encoder, the sentence encoder first; words a note.

        common_weight   as so many notes counts the middle of everyday sentences
        """
        self._middles = [
            middle(rows, everyday, common_weight) for rows, everyday in zip(vectors, self._common, strict=True)
        ]
        self.mean_ = self._middles[0]
        self._table = word_table()
        table = self._table.fit_transform([*words, _NEVER_SAID])[:-1]
        self._shared = np.flatnonzero(table.getnnz(axis=0) >= 2)
        self._said = _components(table[:, self._shared])
        return self

    def transform(self, vectors: Sequence[Matrix], words: Sequence[Sequence[str]]) -> Matrix:
        """(n, width of the space): one unit row a note; zeros stay zeros."""
        return self.likeness.rows(*self.parts(vectors, words))

    def parts(self, vectors: Sequence[Matrix], words: Sequence[Sequence[str]]) -> tuple[list[Matrix], Matrix, Matrix]:
        """What `Likeness.rows` takes: (n, width of each) centred vectors, words that notes share, their topics."""
        meanings = [centred(rows, mean) for rows, mean in zip(vectors, self._middles, strict=True)]
        table = self._table.transform(words)[:, self._shared] if len(words) else np.zeros((0, len(self._shared)))
        said = np.asarray(table @ self._said, dtype=np.float32)
        topics = said[:, : _TOPICS if said.shape[1] >= _FEWEST_TOPICS else 0]
        return meanings, said, unit(topics)


def middle(rows: Matrix, common: Matrix, weight: float = COMMON_WEIGHT) -> Matrix:
    """(width,) mean of the rows that are not zeros, mixed with the common mean."""
    full = rows[rows.any(axis=1)]
    return np.asarray((full.sum(axis=0) + weight * common) / (len(full) + weight), dtype=np.float32)


def centred(rows: Matrix, mean: Matrix) -> Matrix:
    """(n, width) unit rows without the mean, so that cosine tells notes apart by what they do not share; zeros stay."""
    return unit(np.where(rows.any(axis=1, keepdims=True), rows - mean, 0))


# One more row, so that a vocabulary is never empty; nobody types a lone NUL.
_NEVER_SAID = ("\0",)


def word_table() -> Any:
    """Counts words of notes that are cut already: rows of unit length, logarithmic counts times smoothed inverse
    document frequency."""
    # slow: scikit-learn
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer=_as_cut, sublinear_tf=True)


def tf_idf(words: Sequence[Sequence[str]]) -> Any:
    """Sparse (n, vocabulary) rows of `word_table`."""
    return word_table().fit_transform([*words, _NEVER_SAID])[:-1]


def _as_cut(words: Sequence[str]) -> Sequence[str]:
    return words


def _components(table: Any) -> Matrix:
    """(vocabulary, at most _WORDS): the directions in which rows differ most, strongest first."""
    if min(table.shape) == 0:
        return np.zeros((table.shape[1], 0), np.float32)
    if min(table.shape) <= _WORDS:
        return np.asarray(np.linalg.svd(table.toarray(), full_matrices=False)[2].T, dtype=np.float32)
    # slow: scikit-learn
    from sklearn.utils.extmath import randomized_svd

    return np.asarray(randomized_svd(table, _WORDS, n_iter=5, random_state=0)[2].T, dtype=np.float32)
