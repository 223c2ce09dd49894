"""The space in which notes are compared: centred sentence vectors joined with latent semantic analysis of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

# Measured on several Thai sets: words weigh about two thirds of what meaning weighs.
WORD_WEIGHT = 0.7
TOPICS = 50


@dataclass(frozen=True)
class Space:
    """`rows` (n, width): one unit vector a note; `meaning` (n, width of the embedder): its centred part."""

    rows: Matrix
    meaning: Matrix


def unit(rows: Matrix) -> Matrix:
    """Rows scaled to length one; rows of zeros stay zeros."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def space(vectors: Matrix, words: Sequence[Sequence[str]], word_weight: float = WORD_WEIGHT) -> Space:
    """Joins sentence vectors (n, width) with the words of each note.

    Centring takes out what all notes of a set share, so that cosine tells them apart.
    """
    meaning = unit(vectors - vectors.mean(axis=0)) if len(vectors) > 1 else unit(vectors)
    topics = latent(words)
    if topics.shape[1] == 0:
        return Space(meaning, meaning)
    return Space(unit(np.hstack([meaning, word_weight * unit(topics)])), meaning)


def latent(words: Sequence[Sequence[str]], topics: int = TOPICS) -> Matrix:
    """LSA (Deerwester et al. 1990) over tf-idf: (n, at most `topics`), signs fixed, hence deterministic."""
    counts = Counter(word for note in words for word in set(note))
    n = len(words)
    kept = sorted(word for word, c in counts.items() if c >= 2 and c <= max(2, 0.5 * n))
    if not kept or n < 3:
        return np.zeros((n, 0), np.float32)
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
    from scipy.sparse.linalg import svds  # type: ignore[import-untyped]

    column = {word: i for i, word in enumerate(kept)}
    rows, columns, values = [], [], []
    for row, note in enumerate(words):
        for word, times in Counter(note).items():
            if word in column:
                rows.append(row)
                columns.append(column[word])
                values.append((1 + np.log(times)) * (np.log((1 + n) / (1 + counts[word])) + 1))
    table = csr_matrix((values, (rows, columns)), shape=(n, len(kept)), dtype=np.float64)
    norms = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    table = csr_matrix(table.multiply((1 / np.maximum(norms, 1e-9))[:, None]))
    rank = min(topics, min(table.shape) - 1)
    if rank < 1:
        return np.zeros((n, 0), np.float32)
    start = np.ones(min(table.shape)) / np.sqrt(min(table.shape))
    left, strength, _ = svds(table, k=rank, v0=start)
    order = np.argsort(-strength)
    left, strength = left[:, order], strength[order]
    signs = np.sign(left[np.abs(left).argmax(axis=0), np.arange(rank)])
    return np.asarray(left * strength * signs, dtype=np.float32)
