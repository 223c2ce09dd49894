"""A file that caches the vectors of notes; a lost one costs seconds of embedding. Keys are digests, not texts."""

import hashlib
import sqlite3
from collections.abc import Iterator, MutableMapping
from pathlib import Path


class VectorFile(MutableMapping[str, bytes]):
    """A mapping of text to a vector's bytes, for one process at a time; what was read is cached in memory."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=OFF")
        self._file.execute("CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB NOT NULL)")
        self._read: dict[bytes, bytes] = {}

    def __getitem__(self, text: str) -> bytes:
        key = _digest(text)
        if key not in self._read:
            row = self._file.execute("SELECT value FROM vector WHERE key = ?", (key,)).fetchone()
            if row is None:
                raise KeyError(text)
            self._read[key] = row[0]
        return self._read[key]

    def __setitem__(self, text: str, vector: bytes) -> None:
        key = _digest(text)
        self._file.execute("INSERT OR REPLACE INTO vector VALUES (?, ?)", (key, vector))
        self._read[key] = vector

    def __delitem__(self, text: str) -> None:
        key = _digest(text)
        if not self._file.execute("DELETE FROM vector WHERE key = ?", (key,)).rowcount:
            raise KeyError(text)
        self._read.pop(key, None)

    def __len__(self) -> int:
        return int(self._file.execute("SELECT count(*) FROM vector").fetchone()[0])

    def __iter__(self) -> Iterator[str]:
        """Yield the digests as hexadecimal text: the texts are not stored."""
        return (row[0].hex() for row in self._file.execute("SELECT key FROM vector"))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
