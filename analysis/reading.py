"""Reads single notes and remembers what it read, so that a note is cut and embedded once in its life."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from sys import intern
from typing import Any

import numpy as np

from analysis.embed import CachedVectors, Embedder, Vectors
from analysis.glossary import Glossary
from analysis.learnt import learnt_likeness
from analysis.likeness import likeness_for
from analysis.normalise import clean, letters
from analysis.nothing import is_empty
from analysis.represent import NoteSpace
from analysis.rows import AnyRows, Gathered, RowStore
from analysis.tokenise import Tokeniser, lines, stop_words
from analysis.word_vectors import shipped_vectors

NEGATIONS = frozenset(("ไม่", "บ่", "ไม่ได้", "ไม่ค่อย"))

# A note longer than this is read to here: what it is about stands at its beginning.
_LONGEST = 2000
# The sentence encoder gives unrelated notes in Lao or Khmer nearly one vector (cosine 0.98): it says nothing there.
_UNTOLD = re.compile("[\N{LAO LETTER KO}-\N{LAO LETTER KHMU NYO}\N{KHMER LETTER KA}-\N{KHMER SIGN ATTHACAN}]")
# So many notes are embedded by the second tier on the spot, which takes a fifth of a second.
AT_ONCE = 32
_EDGES = " .,;:!?()[]\"'“”‘’-–/"


@dataclass(frozen=True)
class Reading:
    """What the machine sees of one text."""

    clean: str
    words: tuple[str, ...]
    pieces: tuple[str, ...]  # all words as they were cut, without punctuation

    @property
    def said(self) -> frozenset[str]:
        """The words, each once."""
        return frozenset(self.words)

    @cached_property
    def fingerprint(self) -> str:
        return letters(self.clean)

    @cached_property
    def says_nothing(self) -> bool:
        return is_empty(self.clean)


class Reader:
    """Cuts, cleans and embeds texts, each once.

    deep      the second tier of meaning, None for none
    patient   whether notes wait for it; otherwise it takes part where at most AT_ONCE notes lack it
    learnt    folder of what was learnt here from people, None for none; see `learning`
    unfit     whether a text must not be picked as a name or a keyword
    """

    def __init__(
        self,
        embedder: Embedder,
        glossary: Glossary,
        cache: MutableMapping[str, Any],
        deep: Embedder | None = None,
        patient: bool = True,
        learnt: Path | None = None,
        unfit: Callable[[str], bool] = lambda _text: False,
    ) -> None:
        self._learnt = learnt
        self.unfit = unfit
        self.glossary = glossary
        self.tokeniser = Tokeniser(glossary.words)
        self.embedder = embedder
        self._vectors = CachedVectors(embedder, cache)
        self._words = RowStore()
        self._deep = None if deep is None else CachedVectors(deep, cache)
        self._patient = patient
        self.lacking: list[str] = []  # what the second tier had not embedded when it was last wanted
        self._readings: dict[str, Reading] = {}
        self._common: dict[bool, tuple[Vectors, ...]] = {}
        self.plain = Tokeniser()
        self.phrases: dict[str, Any] = {}  # what `phrases` found in a text, by text
        self.cuts: dict[str, Any] = {}  # the same of `cuts`
        self.pieces: dict[str, Any] = {}  # what `cuts` knows of a word, by word
        self.library: dict[bool, Any] = {}  # the headings of `library` as they are read, with the second tier or not
        self._tokens: dict[str, list[str]] = {}  # of texts that were read as they stand

    def read(self, text: str) -> Reading:
        known = self._readings.get(text)
        if known is None:
            short = clean(text[: 2 * _LONGEST])[:_LONGEST]
            unified = self.glossary.unified(short)
            cut = [intern(token) for token in self.tokeniser.cut(unified)]
            if unified == text:
                self._tokens[text] = cut
            pieces = tuple([intern(piece) for piece in [piece.strip(_EDGES) for piece in cut] if piece])
            words = self._telling(pieces)
            known = self._readings[text] = Reading(short, words, pieces)
        return known

    def tokens(self, text: str) -> list[str]:
        """The text cut into words, with all that stands between them."""
        return self._tokens.get(text) or self.tokeniser.cut(text)

    def goes_deep(self, texts: Sequence[str]) -> bool:
        """Whether the second tier takes part in comparing these texts."""
        if self._deep is None or not self.has_deep:
            return False
        lacking = [] if self._patient else self._deep.lacking(texts)
        deep = len(lacking) <= AT_ONCE
        self.lacking = [] if deep else lacking
        return deep

    def deepen(self, most: int = AT_ONCE) -> int:
        """Embeds some of the texts that the second tier lacks; returns how many."""
        some, self.lacking = self.lacking[:most], self.lacking[most:]
        if some and self._deep is not None:
            self._deep.of(some)
        return len(some)

    def common(self, deep: bool) -> tuple[Vectors, ...]:
        """(width of each,) mean vectors of everyday sentences by each encoder."""
        if deep not in self._common:
            texts = lines("common")
            pieces = [self.read(text).pieces for text in texts]
            self._common[deep] = tuple(rows.mean(axis=0) for rows in self.meanings(texts, pieces, deep))
        return self._common[deep]

    def space(self, deep: bool) -> NoteSpace:
        """Where notes are compared, not fitted yet: by the learnt likeness if there is one for the encoders."""
        common = self.common(deep)
        widths = tuple(len(mean) for mean in common)
        own = learnt_likeness(self._learnt, self.embedder.name, widths) if self._learnt is not None else None
        return NoteSpace(own or likeness_for(self.embedder.name, widths), common)

    def encoders(self, deep: bool) -> tuple[str, ...]:
        """Names of the encoders that compare texts, beside the words' vectors."""
        return (self.embedder.name, *((self._deep.embedder.name,) if deep and self._deep is not None else ()))

    @property
    def has_deep(self) -> bool:
        """Whether there is a second tier, loaded by now."""
        return self._deep is not None and getattr(self._deep.embedder, "ready", True)

    def vectors(self, texts: Sequence[str]) -> AnyRows:
        """(len(texts), width) sentence vectors; zeros in scripts that the model cannot tell apart."""
        vectors = self._vectors.gathered(texts)
        untold = np.array([2 * len(_UNTOLD.findall(text)) > len(text) for text in texts], dtype=bool)
        return vectors.without(untold) if isinstance(vectors, Gathered) and untold.any() else vectors

    def meanings(
        self, texts: Sequence[str], pieces: Sequence[Sequence[str]], deep: bool = False
    ) -> tuple[AnyRows, ...]:
        """(len(texts), width of each) vectors by each encoder: of the sentence, the mean over its pieces, and where
        `deep` is set those of the second tier."""
        missing = set(self._words.missing(texts))
        if missing:
            new = {text: words for text, words in zip(texts, pieces, strict=True) if text in missing}
            self._words.add(list(new), shipped_vectors().of(list(new.values())))
        words = self._words.gathered(texts) if texts else np.zeros((0, 1), np.float32)
        more = (self._deep.gathered(texts),) if deep and self._deep is not None else ()
        return self.vectors(texts), words, *more

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
