"""The second tier for a process whose first result must not wait until it is loaded."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.e5 import encoder
from analysis.embed import Embedder, Vectors


class LaterE5:
    """Takes part from `load` on; until then, and where it cannot be loaded, notes are compared without it."""

    name = encoder.E5Encoder.name

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._encoder: Embedder | None = None
        self._tried = False

    @property
    def ready(self) -> bool:
        return self._encoder is not None

    def load(self) -> bool:
        """Loads it where that was not tried yet; returns whether it was tried now."""
        tried, self._tried = self._tried, True
        if not tried:
            self._encoder = encoder.e5_encoder(self._threads)
        return not tried

    def embed(self, texts: Sequence[str]) -> Vectors:
        """(n, 384) rows. Raises LookupError before it is ready."""
        if self._encoder is None:
            raise LookupError("e5 is not loaded")
        return self._encoder.embed(texts)
