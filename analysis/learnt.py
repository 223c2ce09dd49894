"""What was learnt here from people, as a file in the place of the shipped likeness; see `learning`."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from analysis.embed import SentenceEncoder
from analysis.likeness import Likeness, LikenessError, read_likeness

log = logging.getLogger("laena.likeness")


def learnt_likeness(folder: Path, embedder: str, widths: tuple[int, ...]) -> Likeness | None:
    """Return what was learnt, or None where nothing was, or where the log says why it cannot be used."""
    path = folder / name_of(widths)
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        return None
    return _read(path, widths, stamp) if embedder == SentenceEncoder.name else None


@lru_cache(maxsize=8)
def _read(path: Path, widths: tuple[int, ...], _stamp: int) -> Likeness | None:
    try:
        return read_likeness(path, widths)
    except LikenessError as error:
        log.error("%s cannot be used, the shipped likeness is: %s; run `laena learn` again", path, error)
        return None


def name_of(widths: tuple[int, ...]) -> str:
    """The name of the file for vectors of these widths."""
    return "likeness.npz" if len(widths) < 3 else "likeness-e5.npz"
