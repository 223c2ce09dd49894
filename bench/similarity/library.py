"""Embeds the library of headings: the theme names of the training fields, and `headings.tsv` beside this file."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis import ThemePipeline
from analysis.e5.encoder import e5_encoder
from analysis.embed import WordsOnly
from analysis.library import FILE, KINDS, Library, write_library
from analysis.normalise import clean
from analysis.reading import Reader
from analysis.speech import is_detail
from analysis.word_vectors import DATA, shipped_vectors
from bench.similarity.corpus import FOLDER, read_corpus, training

OWN = Path(__file__).with_name("headings.tsv")
# A plea is printed as what is asked for: ขอ(ให้)เพิ่มเจ้าหน้าที่.
_PLEAS = ("ขอให้", "ขอ")
_LONGEST = 40
_RIDGE = 100.0


def headings(folder: Path = FOLDER) -> dict[str, set[int]]:
    """All headings in the order of the alphabet, each with its kinds: none with a figure, a place or a brand."""
    reader = ThemePipeline(embedder=WordsOnly()).reader
    with OWN.open(encoding="utf-8", newline="") as file:
        found = [(row["heading"], row["category"]) for row in csv.DictReader(file, delimiter="\t")]
    for part in training(read_corpus(folder)):
        found += [(_printed(name, reader), part.category) for name in sorted(set(part.themes))]
    kinds: dict[str, set[int]] = {}
    for name, category in sorted(found):
        if len(name) <= _LONGEST and not _details(name, reader):
            kinds.setdefault(name, set()).add(_kind(category))
    return kinds


def build(out: Path = DATA) -> None:
    """Writes the library, by the sentence encoder and by e5. Raises ValueError where e5 is not set up."""
    e5 = e5_encoder(threads=2)
    if e5 is None:
        raise ValueError("e5 is not set up: run `python -m analysis.e5` first")
    kinds = headings()
    encoders = ThemePipeline().reader.embedder, e5
    read = [clean(text) for text in kinds]
    vectors = {one.name: np.asarray(one.embed(read), dtype=np.float32) for one in encoders}
    of_kind = np.array([[kind in found for kind in range(len(KINDS))] for found in kinds.values()])
    write_library(out / FILE, Library(tuple(kinds), vectors, of_kind, _tells()))
    print(f"{FILE}: {len(kinds):,} headings, {(out / FILE).stat().st_size / 1e6:.1f} MB")


def _tells() -> NDArray[np.float32]:
    """Which kind a note is of, learnt from the training notes by the mean of their words' vectors."""
    # slow: scikit-learn
    from sklearn.linear_model import LogisticRegression

    reader = ThemePipeline(embedder=WordsOnly()).reader
    sets = training(read_corpus())
    rows = [shipped_vectors().of([reader.read(text).pieces for text in part.texts]) for part in sets]
    kinds = np.concatenate([np.full(len(part.texts), _kind(part.category)) for part in sets])
    model = LogisticRegression(C=_RIDGE, max_iter=500).fit(np.vstack(rows), kinds)
    return np.vstack([model.coef_.T, model.intercept_]).astype(np.float32)


def _kind(category: str) -> int:
    return next(number for number, kind in enumerate(KINDS) if category in kind)


def _printed(name: str, reader: Reader) -> str:
    plea = next((plea for plea in _PLEAS if name.startswith(plea)), "")
    return name.removeprefix(plea) if plea and reader.tokens(name)[0] == plea else name


def _details(name: str, reader: Reader) -> Iterable[str]:
    return [word for word in reader.tokens(name) if is_detail(word, reader.glossary.words)]
