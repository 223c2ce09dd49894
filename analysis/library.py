"""A library of headings as an office prints them, for themes whose notes one of them covers.

They are the theme names of the training corpus and some hundred more, written for Laena; `python -m bench.similarity
library` embeds them once, so that no heading is embedded at run time.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from analysis.corpus import Corpus
from analysis.model import Note
from analysis.reading import Reader
from analysis.represent import Matrix
from analysis.word_vectors import DATA, shipped_vectors

VERSION = 1
FILE = "library.npz"
_STEPS = 24  # of a number to each side: with more the file is larger, and the cosines are the same to three places
log = logging.getLogger("laena.likeness")


# What the notes of a category tell: what is wrong and why, what is done or asked for, what came of it.
KINDS = (("problem", "cause"), ("solution", "proposal"), ("result",))
# Kinds are taken for possible whose mean log-likelihood a note is so near to that of the best one.
_AS_LIKELY = 0.25


@dataclass(frozen=True)
class Library:
    """n headings.

    vectors    (n, width) raw ones by the name of each encoder that embedded them
    kinds      (n, 3) whether a heading says what notes of each kind say
    tells      (width of a word's vector + 1, 3) logistic regression of a note's kind, the last row the biases
    """

    texts: tuple[str, ...]
    vectors: dict[str, Matrix]
    kinds: NDArray[np.bool_]
    tells: Matrix

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.texts)

    def likely(self, words: Matrix) -> list[int]:
        """The kinds that some notes are of together; words (notes, width) the means of their words' vectors."""
        if not self.texts or not len(words):
            return []
        logits = (words @ self.tells[:-1] + self.tells[-1]).astype(np.float64)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        mean = logits.mean(axis=0).round(5)
        return [int(kind) for kind in np.flatnonzero(mean >= mean.max() - _AS_LIKELY)]


def write_library(path: Path, library: Library) -> None:
    """Writes vectors in 49 steps with one scale a heading, packed; equal input gives equal bytes."""
    parts: dict[str, NDArray[np.generic]] = {}
    for name, rows in library.vectors.items():
        scales = np.maximum(np.abs(rows).max(axis=1), 1e-9) / _STEPS
        parts[f"{name} codes"] = np.rint(rows / scales[:, None]).astype(np.int8)
        parts[f"{name} scales"] = scales.astype(np.float32)
    words = np.frombuffer("\n".join(library.texts).encode(), dtype=np.uint8)
    parts |= {"texts": words, "kinds": library.kinds, "tells": library.tells.astype(np.float16)}
    np.savez_compressed(path, version=np.array(VERSION), **parts)  # type: ignore[arg-type]


def read_library(path: Path) -> Library:
    """Raises ValueError where the file is of another version."""
    with np.load(path) as file:
        if int(file["version"]) != VERSION:
            raise ValueError(f"it has version {int(file['version'])}, this program reads {VERSION}")
        texts = tuple(file["texts"].tobytes().decode().split("\n"))
        names = [name.removesuffix(" codes") for name in file.files if name.endswith(" codes")]
        vectors = {name: file[f"{name} codes"] * file[f"{name} scales"][:, None] for name in names}
        return Library(texts, vectors, file["kinds"], file["tells"].astype(np.float32))


@lru_cache(maxsize=1)
def shipped_library() -> Library:
    """The headings that come with Laena; none, which the log says, where they cannot be used."""
    try:
        return read_library(DATA / FILE)
    except (OSError, KeyError, EOFError, ValueError, BadZipFile) as error:
        log.error("no theme is named by a heading of the library: %s: %s; install Laena again", FILE, error)
        return Library((), {}, np.zeros((0, len(KINDS)), bool), np.zeros((0, len(KINDS)), np.float32))


def as_corpus(reader: Reader, deep: bool) -> Corpus:
    """The headings as notes are read; empty where an encoder did not embed them. deep: whether e5 takes part."""
    known = reader.library.get(deep)
    if known is None:
        known = reader.library[deep] = _as_corpus(reader, deep)
    return known


def _as_corpus(reader: Reader, deep: bool) -> Corpus:
    library, encoders = shipped_library(), reader.encoders(deep)
    texts = library.texts if set(encoders) <= library.vectors.keys() else ()
    if not texts:
        return Corpus((), (), (), (), ())
    read = [reader.read(text) for text in texts]
    sentence, *more = (library.vectors[name] for name in encoders)
    meanings = (sentence, shipped_vectors().of([one.pieces for one in read]), *more)
    # Not the text alone: a note that says the same has a row of its own.
    keys = tuple([f"heading\t{text}" for text in texts])
    notes = tuple([Note(str(at), text) for at, text in enumerate(texts)])
    return Corpus(notes, keys, keys, tuple([one.words for one in read]), meanings)
