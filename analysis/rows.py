"""Rows of a matrix by text, in one block: gathering thousands at once is what a live placing does most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]


class RowStore:
    """Grows as rows are added; a text keeps the row that it was first given."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}
        self._block: Rows = np.zeros((0, 0), dtype=np.float32)

    def missing(self, texts: Iterable[str]) -> list[str]:
        """Those of the texts that have no row, each once, in their order."""
        return [text for text in dict.fromkeys(texts) if text not in self._at]

    def add(self, texts: Sequence[str], rows: Rows) -> None:
        """rows (len(texts), width) for texts that are missing."""
        used, needed = len(self._at), len(self._at) + len(texts)
        if needed > len(self._block):
            # Room for more is not resident until it is written; to make it later would need both blocks at once.
            grown = np.empty((max(64, needed * 3 // 2), rows.shape[1]), dtype=np.float32)
            if used:
                grown[:used] = self._block[:used]
            self._block = grown
        self._block[used:needed] = rows
        self._at.update((text, used + i) for i, text in enumerate(texts))

    def gather(self, texts: Sequence[str]) -> Rows:
        """(len(texts), width); raises KeyError for a text without a row."""
        return self._block[[self._at[text] for text in texts]]
