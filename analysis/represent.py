"""The space in which notes are compared: centred sentence vectors joined with the words of the notes.

Words join as tf-idf while notes are few and as latent semantic analysis (Deerwester et al. 1990) when they are many:
a decomposition needs some hundred notes to find more than chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

# Measured with `python -m bench.grouping`: words weigh about two thirds of what meaning weighs.
LATENT_WEIGHT = 0.7
WORD_WEIGHT = 0.6
TOPICS = 30
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
        notes_with = Counter(word for note in words for word in set(note))
        self._column = {word: i for i, word in enumerate(sorted(notes_with))}
        self._weight = {word: float(np.log((1 + n) / (1 + count)) + 1) for word, count in notes_with.items()}
        counts = np.array([notes_with[word] for word in self._column], dtype=np.int64)
        self._shared = np.flatnonzero((counts >= 2) & (counts <= max(2, 0.5 * n)))
        self._topics = _topics(self._common_part(self._table(words)), self.topics)
        return self

    def transform(self, vectors: Matrix, words: Sequence[Sequence[str]]) -> Matrix:
        """(n, width of the space): one unit row a note."""
        parts = [unit(vectors - self.mean_)]
        if len(vectors):
            table = self._table(words)
            if self._share < 1 and table.shape[1]:
                parts.append(np.asarray(table.todense() * (WORD_WEIGHT * (1 - self._share) ** 0.5), dtype=np.float32))
            latent = np.asarray(self._common_part(table) @ self._topics, dtype=np.float32)
            parts.append(LATENT_WEIGHT * self._share**0.5 * unit(latent))
        return unit(np.hstack(parts))

    def _table(self, words: Sequence[Sequence[str]]) -> Any:
        return _tf_idf(words, self._column, self._weight)

    def _common_part(self, table: Any) -> Any:
        return _unit_sparse(table[:, self._shared])


def tf_idf(words: Sequence[Sequence[str]]) -> Any:
    """Sparse (n, vocabulary) rows of unit length: logarithmic counts times smoothed inverse document frequency."""
    n = len(words)
    notes_with = Counter(word for note in words for word in set(note))
    weight = {word: float(np.log((1 + n) / (1 + count)) + 1) for word, count in notes_with.items()}
    return _tf_idf(words, {word: i for i, word in enumerate(sorted(notes_with))}, weight)


def _tf_idf(words: Sequence[Sequence[str]], column: dict[str, int], weight: dict[str, float]) -> Any:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    rows, columns, values = [], [], []
    for row, note in enumerate(words):
        for word, times in sorted(Counter(note).items()):
            if word in column:
                rows.append(row)
                columns.append(column[word])
                values.append((1 + log(times)) * weight[word])
    return _unit_sparse(csr_matrix((values, (rows, columns)), shape=(len(words), len(column)), dtype=np.float64))


def _unit_sparse(table: Any) -> Any:
    from scipy.sparse import csr_matrix

    norms = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return csr_matrix(table.multiply((1 / np.maximum(norms, 1e-9))[:, None]))


def _topics(table: Any, topics: int) -> Matrix:
    """(vocabulary, at most `topics`): the right singular vectors of a tf-idf table, strongest first, signs fixed."""
    from scipy.sparse.linalg import svds  # type: ignore[import-untyped]

    small = min(table.shape)
    rank = min(topics, small - 1)
    if rank < 1:
        return np.zeros((table.shape[1], 0), np.float32)
    _, strength, right = svds(table, k=rank, v0=np.ones(small) / np.sqrt(small))
    axes = right[np.argsort(-strength)].T
    # A decomposition is free in its signs: the largest entry of each column is made positive.
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(rank)])
    return np.asarray(axes * signs, dtype=np.float32)
