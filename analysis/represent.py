"""The space in which notes are compared: centred sentence vectors joined with the words of the notes.

Words join as tf-idf while notes are few and as latent semantic analysis (Deerwester et al. 1990) when they are many:
a decomposition needs some hundred notes to find more than chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Space:
    """`rows` (n, width): one unit vector a note; `mean` (width of the embedder,): what centring took out."""

    rows: Matrix
    mean: Matrix


def unit(rows: Matrix) -> Matrix:
    """Rows scaled to length one; rows of zeros stay zeros."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def space(vectors: Matrix, words: Sequence[Sequence[str]], common: Matrix) -> Space:
    """Joins sentence vectors (n, width) with the words of each note.

    common   (width,) mean sentence vector of everyday Thai, taken out together with the notes' own mean:
             cosine then tells the notes apart by what they do not share
    """
    n = len(vectors)
    mean = np.asarray((vectors.sum(axis=0) + COMMON_WEIGHT * common) / (n + COMMON_WEIGHT), dtype=np.float32)
    parts = [unit(vectors - mean)]
    share = min(1.0, n / MANY)
    if n:
        table = tf_idf(words)
        if share < 1 and table.shape[1]:
            parts.append(np.asarray(table.todense() * (WORD_WEIGHT * (1 - share) ** 0.5), dtype=np.float32))
        parts.append(LATENT_WEIGHT * share**0.5 * unit(latent(table)))
    return Space(unit(np.hstack(parts)), mean)


def tf_idf(words: Sequence[Sequence[str]]) -> Any:
    """Sparse (n, vocabulary) rows of unit length: logarithmic counts times smoothed inverse document frequency."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    n = len(words)
    notes_with = Counter(word for note in words for word in set(note))
    column = {word: i for i, word in enumerate(sorted(notes_with))}
    rows, columns, values = [], [], []
    for row, note in enumerate(words):
        for word, times in sorted(Counter(note).items()):
            rows.append(row)
            columns.append(column[word])
            values.append((1 + np.log(times)) * (np.log((1 + n) / (1 + notes_with[word])) + 1))
    table = csr_matrix((values, (rows, columns)), shape=(n, len(column)), dtype=np.float64)
    norms = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return csr_matrix(table.multiply((1 / np.maximum(norms, 1e-9))[:, None]))


def latent(table: Any, topics: int = TOPICS) -> Matrix:
    """LSA of a tf-idf table: (n, at most `topics`); words of one note alone, or of every second one, are left out."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.linalg import svds  # type: ignore[import-untyped]

    n = table.shape[0]
    notes_with = np.diff(table.tocsc().indptr)
    shared = csr_matrix(table[:, (notes_with >= 2) & (notes_with <= max(2, 0.5 * n))])
    rank = min(topics, min(shared.shape) - 1)
    if rank < 1:
        return np.zeros((n, 0), np.float32)
    norms = np.sqrt(np.asarray(shared.multiply(shared).sum(axis=1)).ravel())
    shared = csr_matrix(shared.multiply((1 / np.maximum(norms, 1e-9))[:, None]))
    small = min(shared.shape)
    left, strength, _ = svds(shared, k=rank, v0=np.ones(small) / np.sqrt(small))
    order = np.argsort(-strength)
    left, strength = left[:, order], strength[order]
    # A decomposition is free in its signs: the largest entry of each column is made positive.
    signs = np.sign(left[np.abs(left).argmax(axis=0), np.arange(rank)])
    return np.asarray(left * strength * signs, dtype=np.float32)
