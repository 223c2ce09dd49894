"""Static word vectors that come with Laena: a note as the weighted mean of its words' meanings."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]

DATA = Path(__file__).parent / "data"
VERSION = 1
log = logging.getLogger("laena.likeness")
# A word that is this share of a text weighs half of what a rare one does (SIF, Arora et al. 2017).
_HALF = 0.01


class WordVectors:
    """words (n,), rows (n, width) one vector a word, weights (n,) from 0 to 1."""

    def __init__(self, words: Sequence[str], rows: NDArray[np.float16], weights: Rows) -> None:
        self.width = rows.shape[1]
        self._at = {word: number for number, word in enumerate(words)}
        self._rows = rows
        self._weights = weights

    def of(self, notes: Sequence[Sequence[str]]) -> Rows:
        """(len(notes), width): weighted mean over the words of each note that have a vector, zeros where none has."""
        # slow: SciPy
        from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

        each = [[self._at[word] for word in words if word in self._at] for words in notes]
        starts = np.cumsum([0, *map(len, each)])
        at = np.fromiter(chain.from_iterable(each), np.int64, starts[-1])
        used, columns = np.unique(at, return_inverse=True)
        table = csr_matrix((self._weights[at], columns, starts), shape=(len(notes), len(used)))
        sums = np.asarray(table @ self._rows[used].astype(np.float32), dtype=np.float32)
        return np.asarray(sums / np.maximum(table.sum(axis=1), 1e-9), dtype=np.float32)

    def alike(self, word: str, others: Iterable[str], least: float) -> frozenset[str]:
        """Those of the other words whose cosine to a word is at least so high; none where it has no vector."""
        if word not in self._at:
            return frozenset()
        known = sorted(other for other in others if other in self._at)
        rows = self._rows[[self._at[each] for each in (word, *known)]].astype(np.float32)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return frozenset(other for other, near in zip(known, rows[1:] @ rows[0], strict=True) if near >= least)


def write_vectors(path: Path, words: Sequence[str], rows: Rows, shares: Rows) -> None:
    """Writes rows (n, width) in 8 bits with one scale a word, and the share of each word in everyday Thai."""
    scales = np.maximum(np.abs(rows).max(axis=1), 1e-9) / 127
    codes = np.rint(rows / scales[:, None]).astype(np.int8)
    np.savez(
        path,
        version=VERSION,
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        codes=codes,
        scales=scales.astype(np.float16),
        shares=shares.astype(np.float16),
    )


@lru_cache(maxsize=1)
def shipped_vectors() -> WordVectors:
    """The table that comes with Laena; without words, which the log says, where it cannot be used."""
    try:
        return read_vectors(DATA / "words.npz")
    except (OSError, KeyError, EOFError, ValueError, BadZipFile) as error:
        log.error("words have no meaning vectors: words.npz: %s; install Laena again", error)
        return WordVectors([], np.zeros((0, 1), np.float16), np.zeros(0, np.float32))


def read_vectors(path: Path) -> WordVectors:
    """Raises ValueError where the file is of another version."""
    with np.load(path) as file:
        if int(file["version"]) != VERSION:
            raise ValueError(f"it has version {int(file['version'])}, this program reads {VERSION}")
        words = file["words"].tobytes().decode().split("\n")
        rows = file["codes"] * file["scales"].astype(np.float32)[:, None]
        shares = file["shares"].astype(np.float32)
    return WordVectors(words, rows.astype(np.float16), _HALF / (_HALF + shares))
