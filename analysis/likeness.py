"""The learnt likeness of two notes: a projection that brings notes of one theme together, and what a likeness means.

It is trained by `python -m bench.similarity` for the sentence encoder that comes with Laena. With another one, or where
the file cannot be used, plain likeness goes on: the cosine of meanings and words as they are.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from analysis.word_vectors import DATA

Matrix = NDArray[np.float32]

VERSION = 1
log = logging.getLogger("laena.likeness")


class LikenessError(ValueError):
    """The file is of another version or width than this program reads."""


@dataclass(frozen=True)
class Likeness:
    """projection  (width of both inputs, k), or None for plain likeness
    plain       weight of the inputs as they are beside the projected ones
    slope, intercept   of the log-odds that two notes of one theme have, given their cosine
    threshold   mean cosine from which two groups of notes belong together
    """

    projection: Matrix | None
    plain: float
    slope: float
    intercept: float
    threshold: float

    def rows(self, meanings: Matrix, words: Matrix) -> Matrix:
        """(n, width) unit rows of centred unit meanings and words (n, width of each): their cosine is the likeness."""
        both = np.hstack([meanings, words])
        if self.projection is None:
            return unit(both)
        return unit(np.hstack([unit(both @ self.projection), self.plain * both]))

    def belonging(self, cosine: float) -> float:
        """Share of the pairs of so high a likeness that belong to one theme, as in the fields left out of training."""
        return float(1 / (1 + np.exp(-self.slope * cosine - self.intercept)))

    def cut(self, fineness: float) -> float:
        """The mean cosine from which groups are joined: fineness -1 coarser ... 1 finer, in equal steps of log-odds."""
        return self.threshold + _STEP * fineness / self.slope


# So many log-odds lie between the middle and the finest.
_STEP = 0.35
# Chosen like the learnt ones; sentence vectors and word vectors count alike.
PLAIN = Likeness(None, 1.0, 8.5, -2.7, 0.05)


def unit(rows: Matrix) -> Matrix:
    """Rows scaled to length one; rows of zeros stay zeros."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


# The common middle weighs as much as so many notes, so that centring few notes does not tear them apart.
_COMMON_WEIGHT = 20


def centred(rows: Matrix, common: Matrix) -> Matrix:
    """Unit rows (n, width) without their mean, which is mixed with that of everyday sentences; zeros stay zeros.

    common   (width,) mean row of everyday sentences
    """
    full = rows.any(axis=1, keepdims=True)
    mean = (rows.sum(axis=0) + _COMMON_WEIGHT * common) / (full.sum() + _COMMON_WEIGHT)
    return unit(np.where(full, rows - mean, 0))


def read_likeness(path: Path, widths: tuple[int, int]) -> Likeness:
    """The likeness of a file for sentence vectors and word vectors of these widths.

    Raises LikenessError where it is of another version or width, or no such file.
    """
    try:
        with np.load(path) as file:
            version = int(file["version"])
            if version != VERSION:
                raise LikenessError(f"{path.name} has version {version}, this program reads {VERSION}")
            trained = tuple(int(width) for width in file["widths"])
            if trained != widths:
                raise LikenessError(f"{path.name} is for vectors of width {trained}, these have {widths}")
            slope, intercept, threshold = (float(x) for x in file["calibration"])
            projection = file["projection"].astype(np.float32)
            return Likeness(projection, float(file["plain"]), slope, intercept, threshold)
    except LikenessError:
        raise
    except (OSError, KeyError, EOFError, ValueError, BadZipFile) as error:
        raise LikenessError(f"{path.name} cannot be read ({type(error).__name__})") from None


def write_likeness(path: Path, likeness: Likeness, widths: tuple[int, int]) -> None:
    """Writes a learnt likeness; equal input gives equal bytes."""
    assert likeness.projection is not None
    np.savez(
        path,
        version=VERSION,
        widths=np.array(widths),
        projection=likeness.projection.astype(np.float16),
        plain=likeness.plain,
        calibration=np.array([likeness.slope, likeness.intercept, likeness.threshold]),
    )


@lru_cache(maxsize=8)
def likeness_for(embedder: str, widths: tuple[int, int], path: Path = DATA / "likeness.npz") -> Likeness:
    """The shipped likeness for an embedder by name; plain likeness, with a line in the log, where it has none."""
    if embedder != "usem3":
        log.warning("%s is not the model that likeness was learnt for: plain likeness compares the notes", embedder)
        return PLAIN
    try:
        return read_likeness(path, widths)
    except LikenessError as error:
        log.error("plain likeness goes on: %s; install Laena again, or run `python -m bench.similarity`", error)
        return PLAIN
