"""The space in which notes are compared: centred sentence vectors joined with the words of the notes.

Words join as tf-idf while notes are few and as latent semantic analysis (Deerwester et al. 1990) when they are many:
a decomposition needs some hundred notes to find more than chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

# Measured with `python -m bench.grouping`: words weigh about two thirds of what meaning weighs.
LATENT_WEIGHT = 0.7
WORD_WEIGHT = 0.6
TOPICS = 30
_FEWEST_TOPICS = 10
# From so many notes on, words join through LSA alone.
MANY = 300
# The common middle weighs as much as so many notes, so that centring few notes does not tear them apart.
COMMON_WEIGHT = 20


def unit(rows: Matrix) -> Matrix:
    """Rows scaled to length one; rows of zeros stay zeros."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


class NoteSpace:
    """Joins sentence vectors with the words of each note, learned from some notes, for these and others.

    Learned
    mean_   (width of the embedder,) what centring takes out
    """

    def __init__(self, topics: int = TOPICS) -> None:
        self.topics = topics

    def fit(self, vectors: Matrix, words: Sequence[Sequence[str]], common: Matrix) -> NoteSpace:
        """vectors (n, width), words a note, common (width,) the mean sentence vector of everyday Thai:
        it is taken out together with the notes' own mean, so that cosine tells notes apart by what they do not share.
        """
        n = len(vectors)
        self.mean_ = np.asarray((vectors.sum(axis=0) + COMMON_WEIGHT * common) / (n + COMMON_WEIGHT), dtype=np.float32)
        self._share = min(1.0, n / MANY)
        self._words = word_table()
        table = self._words.fit_transform([*words, _NEVER_SAID])[:-1]
        notes_with = table.getnnz(axis=0)
        self._shared = np.flatnonzero((notes_with >= 2) & (notes_with <= max(2, 0.5 * n)))
        self._topics = _topics(self._common_part(table), self.topics)
        return self

    def transform(self, vectors: Matrix, words: Sequence[Sequence[str]]) -> Matrix:
        """(n, width of the space): one unit row a note."""
        parts = [unit(vectors - self.mean_)]
        if len(vectors):
            table = self._words.transform(words)
            if self._share < 1:
                parts.append(np.asarray(table.todense() * (WORD_WEIGHT * (1 - self._share) ** 0.5), dtype=np.float32))
            latent = np.asarray(self._common_part(table) @ self._topics, dtype=np.float32)
            parts.append(LATENT_WEIGHT * self._share**0.5 * unit(latent))
        return unit(np.hstack(parts))

    def _common_part(self, table: Any) -> Any:
        # slow: scikit-learn
        from sklearn.preprocessing import normalize

        shared = table[:, self._shared]
        return normalize(shared) if min(shared.shape) else shared


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


def _topics(table: Any, topics: int) -> Matrix:
    """(vocabulary, at most `topics`): the topics of latent semantic analysis, strongest first; none in a few notes."""
    rank = min(topics, min(table.shape) - 1)
    if rank < _FEWEST_TOPICS:
        return np.zeros((table.shape[1], 0), np.float32)
    # slow: scikit-learn
    from sklearn.decomposition import TruncatedSVD

    found = TruncatedSVD(rank, algorithm="arpack", random_state=0).fit(table)
    return np.asarray(found.components_.T, dtype=np.float32)
