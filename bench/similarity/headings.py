"""Trains what reads like a heading: names of the corpus's themes beside phrases of its notes, whole fields left out."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis import ThemePipeline
from analysis.embed import WordsOnly
from analysis.headings import FILE, write_headings
from analysis.phrases import phrases_of
from analysis.represent import unit
from analysis.word_vectors import DATA, shipped_vectors
from bench.similarity.corpus import FOLDER, HELD_OUT, read_corpus

# One phrase of so many notes of a set, cut at least so well.
_NOTES, _SHAPE = 60, 0.5

Sample = tuple[NDArray[np.float32], NDArray[np.int64]]


def samples(folder: Path = FOLDER) -> dict[str, Sample]:
    """By field: (n, width) rows of theme names and of phrases, and (n,) which of them are names."""
    reader = ThemePipeline(embedder=WordsOnly()).reader
    texts: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for part in read_corpus(folder):
        texts[part.field] += [(reader.read(name).pieces, 1) for name in sorted(set(part.themes))]
        rng = np.random.default_rng(len(part.texts))
        for at in rng.permutation(len(part.texts))[:_NOTES]:
            phrases = [phrase for phrase in phrases_of(part.texts[at], reader) if phrase.shape >= _SHAPE]
            if phrases:
                texts[part.field].append((phrases[rng.integers(len(phrases))].pieces, 0))
    return {
        field: (unit(shipped_vectors().of([words for words, _ in found])), np.array([name for _, name in found]))
        for field, found in texts.items()
    }


def train(out: Path = DATA, folder: Path = FOLDER) -> None:
    """Writes the weights, and prints how well they part names from phrases in the fields held out (area under ROC)."""
    # slow: scikit-learn
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score

    fields = samples(folder)
    learnt = [found for field, found in fields.items() if field not in HELD_OUT]
    model = LogisticRegression(C=3, max_iter=500, class_weight="balanced")
    model.fit(np.vstack([rows for rows, _ in learnt]), np.concatenate([names for _, names in learnt]))
    write_headings(out / FILE, model.coef_[0], float(model.intercept_[0]))
    for field in HELD_OUT:
        if field in fields:
            rows, names = fields[field]
            print(f"{field}, held out: {roc_auc_score(names, model.decision_function(rows)):.3f}")
