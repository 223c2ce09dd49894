"""Learning from people: a second projection on top of the shipped likeness, from themes that people confirmed.

It is linear discriminant analysis (Fisher 1936) among the 120 directions of the shipped projection, which a few dozen
notes can tell apart already, and stands beside that projection; all else of the likeness stays as it is shipped.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh  # type: ignore[import-untyped]

from analysis.corpus import read_corpus
from analysis.enough import enough
from analysis.learnt import name_of
from analysis.likeness import Likeness, LikenessError, Matrix, write_likeness
from analysis.model import Note
from analysis.reading import Reader

# Chosen on 300 notes by one hand of each of the two fields held out of training, measured on the other hand's notes.
_WIDTH, _RIDGE, _WEIGHT, _POWER = 20, 1.0, 1.2, 0.35


@dataclass(frozen=True)
class Confirmed:
    """Notes of one category of one workshop: n texts, and the theme of each."""

    texts: tuple[str, ...]
    themes: tuple[str, ...]


class TooLittle(ValueError):
    """There are fewer notes or themes than can be learnt from."""


def learn(
    sets: Sequence[Confirmed], reader: Reader, folder: Path, step: Callable[[int, int], object] | None = None
) -> list[str]:
    """Write what was learnt to the folder, for each tier that the reader has; return the names of the files.

    step   called with (sets that are read, all of them), those of a second tier counted too
    Raises TooLittle; LikenessError where the reader has no shipped likeness to learn on.
    """
    if not enough([list(Counter(each.themes).values()) for each in sets]):
        raise TooLittle
    useful = [each for each in sets if len(set(each.themes)) > 1]
    themes = sum(len(set(each.themes)) for each in useful)
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    tiers = (False, True) if reader.has_deep else (False,)
    for tier, deep in enumerate(tiers):
        rows: list[tuple[Matrix, NDArray[np.str_]]] = []
        for each in useful:
            if step is not None:
                step(tier * len(useful) + len(rows), len(tiers) * len(useful))
            rows.append(_rows(each, reader, deep))
        widths = tuple(len(mean) for mean in reader.common(deep))
        found = _learnt(reader.space(deep).likeness, rows, themes)
        path = folder / name_of(widths)
        written = path.with_suffix(".new.npz")
        write_likeness(written, found, widths)
        os.replace(written, path)
        names.append(path.name)
    return names


def _rows(each: Confirmed, reader: Reader, deep: bool) -> tuple[Matrix, NDArray[np.str_]]:
    """(n, width of all encoders together) centred vectors, and the theme of each."""
    corpus = read_corpus([Note(str(at), text) for at, text in enumerate(each.texts)], reader, deep)
    space = reader.space(deep).fit(corpus.meanings, corpus.words)
    themes = np.array([each.themes[int(note.id)] for note in corpus.notes])
    return np.hstack(space.parts(corpus.meanings, corpus.words)[0]), themes


def _learnt(shipped: Likeness, sets: Sequence[tuple[Matrix, NDArray[np.str_]]], themes: int) -> Likeness:
    if shipped.projection is None:
        raise LikenessError("there is no shipped likeness to learn on")
    base, width = shipped.projection.astype(np.float64), shipped.projection.shape[1]
    within, between = np.zeros((width, width)), np.zeros((width, width))
    for meanings, names in sets:
        rows = meanings @ base
        for name in np.unique(names):
            members = rows[names == name]
            apart, step = members - members.mean(axis=0), members.mean(axis=0) - rows.mean(axis=0)
            within += apart.T @ apart
            between += len(members) * np.outer(step, step)
    within += _RIDGE * np.trace(within) / width * np.eye(width)
    count = min(_WIDTH, themes - len(sets))
    values, directions = eigh(between, within, subset_by_index=[width - count, width - 1])
    # eigh leaves the signs open.
    directions *= np.sign(directions[np.abs(directions).argmax(axis=0), np.arange(count)])
    own = base @ (directions * np.maximum(values, 0) ** _POWER)
    everything = np.vstack([meanings for meanings, _ in sets])
    size = [np.linalg.norm(everything @ part, axis=1).mean() for part in (base, own)]
    joined = np.hstack([base, own * (_WEIGHT * size[0] / max(size[1], 1e-9))])
    return replace(shipped, projection=joined.astype(np.float32))
