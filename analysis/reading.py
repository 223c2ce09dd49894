"""Reads single notes and remembers what it read, so that a note is cut and embedded once in its life."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.embed import CachedVectors, Embedder, Vectors
from analysis.glossary import Glossary
from analysis.normalise import clean, fingerprint
from analysis.nothing import says_nothing
from analysis.tokenise import Tokeniser, lines, stop_words

NEGATIONS = frozenset(("ไม่", "บ่", "ไม่ได้", "ไม่ค่อย"))

# A note longer than this is read to here: what it is about stands at its beginning.
_LONGEST = 2000
_EDGES = " .,;:!?()[]\"'“”‘’-–/"


@dataclass(frozen=True)
class Reading:
    """What the machine sees of one text."""

    clean: str
    fingerprint: str
    words: tuple[str, ...]
    pieces: tuple[str, ...]  # all words as they were cut, without punctuation
    said: frozenset[str]  # the words, each once
    says_nothing: bool


class Reader:
    """Cuts, cleans and embeds texts, each once."""

    def __init__(self, embedder: Embedder, glossary: Glossary, cache: MutableMapping[str, Any]) -> None:
        self.glossary = glossary
        self.tokeniser = Tokeniser(glossary.words)
        self._vectors = CachedVectors(embedder, cache)
        self._readings: dict[str, Reading] = {}
        self._common: Vectors | None = None
        self.plain = Tokeniser()
        self.phrases: dict[str, Any] = {}  # what `phrases` found in a text, by text
        self.pieces: dict[str, Any] = {}  # what `cuts` knows of a word, by word

    def read(self, text: str) -> Reading:
        known = self._readings.get(text)
        if known is None:
            short = clean(text[: 2 * _LONGEST])[:_LONGEST]
            cut = self.tokeniser.cut(self.glossary.unified(short))
            pieces = tuple(filter(None, [piece.strip(_EDGES) for piece in cut]))
            words = self._telling(pieces)
            known = Reading(short, fingerprint(short), words, pieces, frozenset(words), says_nothing(short))
            self._readings[text] = known
        return known

    @property
    def common(self) -> Vectors:
        """(width,) mean vector of everyday sentences."""
        if self._common is None:
            self._common = self.vectors(lines("common")).mean(axis=0)
        return self._common

    def vectors(self, texts: Sequence[str]) -> Vectors:
        return self._vectors.of(texts)

    def _telling(self, pieces: Sequence[str]) -> tuple[str, ...]:
        stop = stop_words()
        words = []
        negated = ""
        for word in pieces:
            if word in NEGATIONS:
                negated = "ไม่"
            elif len(word) > 1 and word not in stop and not word.replace(".", "").isdigit():
                # "ไม่" alone is about nothing; "ไม่ไหล" is the opposite of "ไหล".
                words.append(negated + self.glossary.canonical(word))
                negated = ""
            else:
                negated = ""
        return tuple(words)
