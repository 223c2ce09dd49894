"""The learnt likeness of two notes: a projection that brings notes of one theme together, and what a likeness means.

It is trained by `python -m bench.similarity` for the sentence encoder that comes with Laena. With another one, or where
the file cannot be used, plain likeness goes on: the cosine of meanings and words as they are.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from analysis.embed import SentenceEncoder, WordsOnly
from analysis.word_vectors import DATA

Matrix = NDArray[np.float32]

VERSION = 2
log = logging.getLogger("laena.likeness")


class LikenessError(ValueError):
    """The file is of another version or width than this program reads."""


@dataclass(frozen=True)
class Weights:
    """What counts beside the projected vectors, which weigh 1: each encoder's vectors as they are, the words that two
    notes share, and the topics of their words. A weight multiplies a cosine.
    """

    encoders: tuple[float, ...]
    said: float
    topics: float


@dataclass(frozen=True)
class Likeness:
    """projection  (width of all encoders together, k), or None for plain likeness
    slope, intercept   of the log-odds that two notes of one theme have, given their cosine
    threshold   mean cosine from which two groups of notes belong together
    """

    projection: Matrix | None
    weights: Weights
    slope: float
    intercept: float
    threshold: float

    def rows(self, meanings: Sequence[Matrix], said: Matrix, topics: Matrix) -> Matrix:
        """(n, width) unit rows whose cosine is the likeness of two notes.

        meanings   (n, width of each) centred unit vectors by each encoder
        said       (n, any) rows whose product is the cosine of two notes' words; topics  (n, any) unit rows
        """
        counted = zip(
            (*self.weights.encoders, self.weights.said, self.weights.topics), (*meanings, said, topics), strict=True
        )
        parts = [np.float32(weight**0.5) * rows for weight, rows in counted if weight]
        if self.projection is not None:
            parts.append(unit(np.hstack(meanings) @ self.projection))
        return unit(np.hstack(parts))

    def belonging(self, cosine: float) -> float:
        """Share of the pairs of so high a likeness that belong to one theme, as in the fields left out of training."""
        return float(1 / (1 + np.exp(-self.slope * cosine - self.intercept)))

    def cut(self, fineness: float) -> float:
        """The mean cosine from which groups are joined: fineness -1 coarser ... 1 finer, in equal steps of log-odds."""
        return self.threshold + _STEP * fineness / self.slope


# So many log-odds lie between the middle and the finest.
_STEP = 0.35


def plain(encoders: int) -> Likeness:
    """Likeness without training, of so many encoders: the first one counts most."""
    return Likeness(None, Weights((1.0, *[0.5] * (encoders - 1)), 0.5, 0.5), 8.5, -2.7, 0.07)


def unit(rows: Matrix) -> Matrix:
    """Rows scaled to length one; rows of zeros stay zeros."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def read_likeness(path: Path, widths: tuple[int, ...]) -> Likeness:
    """The likeness of a file for vectors of these widths.

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
            *encoders, said, topics = (float(x) for x in file["weights"])
            weights = Weights(tuple(encoders), said, topics)
            return Likeness(file["projection"].astype(np.float32), weights, slope, intercept, threshold)
    except LikenessError:
        raise
    except (OSError, KeyError, EOFError, ValueError, BadZipFile) as error:
        raise LikenessError(f"{path.name} cannot be read ({type(error).__name__})") from None


def write_likeness(path: Path, likeness: Likeness, widths: tuple[int, ...]) -> None:
    """Writes a learnt likeness; equal input gives equal bytes."""
    assert likeness.projection is not None
    np.savez(
        path,
        version=VERSION,
        widths=np.array(widths),
        projection=likeness.projection.astype(np.float16),
        weights=np.array([*likeness.weights.encoders, likeness.weights.said, likeness.weights.topics]),
        calibration=np.array([likeness.slope, likeness.intercept, likeness.threshold]),
    )


@lru_cache(maxsize=8)
def likeness_for(embedder: str, widths: tuple[int, ...], folder: Path = DATA) -> Likeness:
    """The shipped likeness for an embedder by name, with a second tier if there are three widths; plain likeness, with
    a line in the log, where there is none."""
    path = folder / ("likeness.npz" if len(widths) < 3 else "likeness-e5.npz")
    if embedder != SentenceEncoder.name:
        if embedder != WordsOnly.name:  # which is chosen where the log says why
            log.warning("%s is not the model that likeness was learnt for: plain likeness compares the notes", embedder)
        return plain(len(widths))
    try:
        return read_likeness(path, widths)
    except LikenessError as error:
        log.error("plain likeness goes on: %s; install Laena again, or run `python -m bench.similarity`", error)
        return plain(len(widths))
