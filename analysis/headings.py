"""How much like a heading a phrase reads, rather than like what one person says.

Learnt by `python -m bench.similarity headings` from the theme names of the corpus beside phrases of its notes.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from analysis.represent import Matrix, unit
from analysis.word_vectors import DATA

VERSION = 1
FILE = "headings.npz"
log = logging.getLogger("laena.likeness")


def like_headings(vectors: Matrix) -> NDArray[np.float64]:
    """(n,) from 0, what one person says, to 1, a heading; vectors (n, width) of the words of phrases."""
    weights, bias = _shipped()
    if weights.shape != vectors.shape[1:]:
        return np.full(len(vectors), 0.5)
    return np.asarray((1 / (1 + np.exp(-(unit(vectors) @ weights + bias).astype(np.float64)))).round(5))


def write_headings(path: Path, weights: Matrix, bias: float) -> None:
    """Writes a logistic regression over unit rows of word vectors; equal input gives equal bytes."""
    np.savez(path, version=VERSION, weights=weights.astype(np.float16), bias=bias)


def read_headings(path: Path) -> tuple[Matrix, float]:
    """(weights, bias). Raises ValueError where the file is of another version."""
    with np.load(path) as file:
        if int(file["version"]) != VERSION:
            raise ValueError(f"it has version {int(file['version'])}, this program reads {VERSION}")
        return file["weights"].astype(np.float32), float(file["bias"])


@lru_cache(maxsize=1)
def _shipped() -> tuple[Matrix, float]:
    try:
        return read_headings(DATA / FILE)
    except (OSError, KeyError, EOFError, ValueError, BadZipFile) as error:
        log.error("all phrases count as headings alike: %s: %s; install Laena again", FILE, error)
        return np.zeros(0, np.float32), 0.0
