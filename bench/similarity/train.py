"""Trains the likeness: a linear discriminant projection, everything else chosen by leaving whole fields out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh  # type: ignore[import-untyped]

from analysis import Note, ThemePipeline
from analysis.corpus import read_corpus as as_grouped
from analysis.embed import Embedder
from analysis.likeness import Likeness, LikenessError, Matrix, Weights, plain, read_likeness, write_likeness
from analysis.word_vectors import DATA
from bench.similarity.card import Figures, write_card
from bench.similarity.corpus import FOLDER, HELD_OUT, ThemeSet, read_corpus, training
from bench.similarity.scores import ari_by_threshold, logistic

WIDTH = 120
# Ridge in mean eigenvalues; a direction counts by this power of how much better it parts themes than notes of one.
_RIDGE = 0.5
_POWER = 0.35
# Tried with fields left out, from the one that leans most on what was learnt to the one that leans least; without the
# second tier and with it.
WEIGHTS = (
    Weights((0.25, 0.25), 0.0, 0.0),
    Weights((0.5, 0.25), 0.25, 0.125),
    Weights((0.5, 0.25), 0.5, 0.25),
    Weights((0.75, 0.5), 0.5, 0.25),
)
WEIGHTS_DEEP = (
    Weights((0.25, 0.25, 0.5), 0.5, 0.25),
    Weights((0.25, 0.0, 0.75), 0.5, 0.25),
    Weights((0.5, 0.0, 1.0), 0.5, 0.25),
    Weights((0.5, 0.0, 1.0), 0.5, 0.5),
)
THRESHOLDS = (0.06, 0.07, 0.08, 0.09, 0.10, 0.11, 0.12)
# Of choices with this share of the best ARI, the one that leans most on plain likeness is taken, and then the highest
# threshold: they suit fields unlike all of these, and small themes are easier to merge than large ones to take apart.
_AS_GOOD = 0.95


@dataclass(frozen=True)
class Sample:
    """One set of n notes: the parts of their likeness (see `NoteSpace.parts`), and the theme number of each."""

    field: str
    parts: tuple[list[Matrix], Matrix, Matrix]
    themes: NDArray[np.int64]

    def rows(self, likeness: Likeness) -> Matrix:
        return likeness.rows(*self.parts)

    @property
    def inputs(self) -> NDArray[np.float64]:
        """(n, width) vectors of all encoders, side by side."""
        return np.hstack(self.parts[0]).astype(np.float64)


def samples(sets: Sequence[ThemeSet], pipeline: ThemePipeline, deep: bool) -> list[Sample]:
    """The sets as a grouping sees them."""
    reader = pipeline.reader
    found = []
    for part in sets:
        corpus = as_grouped([Note(str(at), text) for at, text in enumerate(part.texts)], reader, deep)
        space = reader.space(deep).fit(corpus.meanings, corpus.words)
        numbers = {theme: number for number, theme in enumerate(sorted(set(part.themes)))}
        themes = np.array([numbers[part.themes[int(note.id)]] for note in corpus.notes])
        found.append(Sample(part.field, space.parts(corpus.meanings, corpus.words), themes))
    return found


def projection(sets: Sequence[Sample]) -> Matrix:
    """(width, WIDTH): linear discriminant analysis within and between the themes of each set (Fisher 1936)."""
    width = sets[0].inputs.shape[1]
    within, between = np.zeros((width, width)), np.zeros((width, width))
    for one in sets:
        rows = one.inputs
        for theme in np.unique(one.themes):
            members = rows[one.themes == theme]
            apart = members - members.mean(axis=0)
            within += apart.T @ apart
            step = members.mean(axis=0) - rows.mean(axis=0)
            between += len(members) * np.outer(step, step)
    within += _RIDGE * np.trace(within) / width * np.eye(width)
    values, directions = eigh(between, within, subset_by_index=[width - WIDTH, width - 1])
    # eigh leaves the signs open.
    directions *= np.sign(directions[np.abs(directions).argmax(axis=0), np.arange(WIDTH)])
    return (directions * np.maximum(values, 0) ** _POWER).astype(np.float16).astype(np.float32)


def left_out(sets: Sequence[Sample]) -> Iterator[tuple[Sample, Matrix]]:
    """Each training set with the projection learnt from the other fields alone."""
    for field in sorted({one.field for one in sets}):
        learnt = projection([one for one in sets if one.field != field])
        yield from ((one, learnt) for one in sets if one.field == field)


def train(out: Path = DATA, folder: Path = FOLDER, deep: Embedder | None = None) -> None:
    """Trains on the notes of a folder, writes the likeness and its card; `deep` is the second tier's encoder."""
    corpus = read_corpus(folder)
    name = "likeness" if deep is None else f"likeness-{deep.name}"
    path, card = out / f"{name}.npz", out / ("TRAINING.md" if deep is None else f"TRAINING-{deep.name}.md")
    pipeline = ThemePipeline(deep=deep, cache={}, threads=2)
    widths = tuple(len(mean) for mean in pipeline.reader.common(deep is not None))
    everything = samples(corpus, pipeline, deep is not None)
    choices = WEIGHTS if deep is None else WEIGHTS_DEEP
    sets = [one for one in everything if one.field not in HELD_OUT]
    pairs = list(left_out(sets))
    tried = []
    for weights in choices:
        ari = [
            ari_by_threshold(one.rows(Likeness(learnt, weights, 1, 0, 0)), one.themes, THRESHOLDS)
            for one, learnt in pairs
        ]
        tried.append(np.mean(ari, axis=0))
        print(f"{weights}: ARI {tried[-1].round(3)}", flush=True)
    best = max(float(ari.max()) for ari in tried)
    chosen = max(at for at, ari in enumerate(tried) if ari.max() >= _AS_GOOD * best)
    weights, threshold = choices[chosen], THRESHOLDS[int(np.flatnonzero(tried[chosen] >= _AS_GOOD * best).max())]
    rows = [one.rows(Likeness(learnt, weights, 1, 0, 0)) for one, learnt in pairs]
    slope, intercept = logistic(*_pairs(rows, [one.themes for one, _ in pairs]))
    likeness = Likeness(projection(sets), weights, slope, intercept, threshold)
    write_likeness(path, likeness, widths)
    try:
        read_likeness(path, widths)
    except LikenessError as error:
        sys.exit(f"{path} cannot be read back: {error}")
    held = [(one, likeness.projection) for one in everything if one.field in HELD_OUT]
    write_card(
        card,
        path.name,
        likeness,
        _figures(corpus, [*pairs, *held], likeness, plain(len(widths))),
        len(training(corpus)),
    )


def _figures(
    corpus: Sequence[ThemeSet], pairs: Sequence[tuple[Sample, Matrix | None]], likeness: Likeness, simple: Likeness
) -> list[Figures]:
    found = []
    for field in sorted({part.field for part in corpus}, key=lambda field: (field in HELD_OUT, field)):
        learnt, without = [], []
        for one, own in pairs:
            if one.field == field:
                ours = Likeness(own, likeness.weights, 1, 0, 0)
                learnt.append(ari_by_threshold(one.rows(ours), one.themes, [likeness.threshold])[0])
                without.append(ari_by_threshold(one.rows(simple), one.themes, [simple.threshold])[0])
        parts = [part for part in corpus if part.field == field]
        notes, themes = sum(len(part.texts) for part in parts), sum(len(set(part.themes)) for part in parts)
        found.append(Figures(field, notes, themes, float(np.mean(learnt)), float(np.mean(without))))
    return found


def _pairs(rows: Sequence[Matrix], themes: Sequence[NDArray[np.int64]]) -> tuple[Matrix, NDArray[np.bool_]]:
    """Cosine of each pair of notes of a set, and whether they are of one theme."""
    upper = [np.triu_indices(len(one), 1) for one in rows]
    cosines = [(one @ one.T)[at] for one, at in zip(rows, upper, strict=True)]
    same = [names[a] == names[b] for names, (a, b) in zip(themes, upper, strict=True)]
    return np.concatenate(cosines), np.concatenate(same)
