"""Rows of a matrix by text, in one block: gathering thousands at once is what a live placing does most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]

# So many rows are worked on at a time: what lies between vectors and rows takes several times their memory.
BLOCK = 2_000


class RowStore:
    """Grows as rows are added; a text keeps the row that it was first given, in steps of a 32,767th of its largest
    number (16 bits a number)."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}
        self._block: NDArray[np.int16] = np.zeros((0, 0), dtype=np.int16)
        self._steps: Rows = np.zeros((0, 1), dtype=np.float32)

    def missing(self, texts: Iterable[str]) -> list[str]:
        """Those of the texts that have no row, each once, in their order."""
        return [text for text in dict.fromkeys(texts) if text not in self._at]

    def add(self, texts: Sequence[str], rows: Rows) -> None:
        """rows (len(texts), width) for texts that are missing."""
        used, needed = len(self._at), len(self._at) + len(texts)
        if needed > len(self._block):
            # Room for more is not resident until it is written; to make it later would need both blocks at once.
            grown = np.empty((max(64, needed * 3 // 2), rows.shape[1]), dtype=np.int16)
            if used:
                grown[:used] = self._block[:used]
            self._block = grown
        steps = (np.abs(rows).max(axis=1, keepdims=True, initial=1e-9) / 32_767).astype(np.float32)
        for some in range(0, len(texts), BLOCK):
            part = slice(some, some + BLOCK)
            self._block[used + some : used + min(some + BLOCK, len(texts))] = np.rint(rows[part] / steps[part])
        self._steps = np.vstack([self._steps[:used], steps])
        self._at.update((text, used + i) for i, text in enumerate(texts))

    def gather(self, texts: Sequence[str]) -> Rows:
        """(len(texts), width); raises KeyError for a text without a row."""
        return self.gathered(texts)[:]

    def gathered(self, texts: Sequence[str]) -> Gathered:
        """The same, copied out only where it is asked for."""
        return Gathered(self, np.array([self._at[text] for text in texts], dtype=np.int64))

    def rows_at(self, at: NDArray[np.int64]) -> Rows:
        """(len(at), width) by number in the order in which they were added."""
        return np.asarray(self._block[at] * self._steps[at], dtype=np.float32)


class Gathered:
    """(n, width) rows of a store as an array to be read: of thousands only those that are asked for are copied out.

    zero   (n,) which rows are zeros, whatever the store has; None for none
    """

    def __init__(self, store: RowStore, at: NDArray[np.int64], zero: NDArray[np.bool_] | None = None) -> None:
        self._store, self._at, self._zero = store, at, zero
        self.shape = len(at), store.rows_at(at[:1]).shape[1]

    def __len__(self) -> int:
        return len(self._at)

    def __getitem__(self, some: Any) -> Rows:
        """Rows by a slice, numbers or a mask."""
        rows = self._store.rows_at(self._at[some])
        if self._zero is not None:
            rows[self._zero[some]] = 0
        return rows

    def mean(self, axis: int) -> Rows:
        """(width,) as of an array, for axis 0."""
        assert axis == 0
        return np.asarray(sum(rows.sum(axis=0) for rows in blocks(self)) / np.float32(len(self)), dtype=np.float32)

    def without(self, zero: NDArray[np.bool_]) -> Gathered:
        """The same with zeros for the rows of a mask."""
        return Gathered(self._store, self._at, zero)


AnyRows = Rows | Gathered


def blocks(rows: AnyRows) -> Iterator[Rows]:
    """The rows in pieces of BLOCK; one, perhaps of none, at least."""
    for at in range(0, max(1, len(rows)), BLOCK):
        yield rows[at : at + BLOCK]
