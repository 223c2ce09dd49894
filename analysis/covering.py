"""Which heading of the library covers the notes of a theme: most are near to it, and they bear out its words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.corpus import Corpus
from analysis.library import shipped_library
from analysis.reading import Reader
from analysis.represent import Matrix
from analysis.tokenise import lines, word_list
from analysis.word_vectors import shipped_vectors

# So many headings are looked at closely, those that the notes are nearest to.
_FEW = 40
# Log-odds that a heading names what at least half of a theme's notes are about, by the mean likeness of all and of the
# nearer half, and the share that is so near: fitted on themes that were found in fields left out of training.
_ALL, _CORE, _SHARE, _BIAS = 3.3, 4.6, 2.1, -5.9
_NEAR = 0.2
# How sure a heading must be to stand in place of a phrase of the notes; less where it stands already.
_SURE, _SURE_IN_USE = 0.15, 0.08
# How like a heading's word a note's word must be to bear it out; so many notes must in the mean of its words, and for
# each of them.
_MEANT, _BORNE_OUT, _FEWEST = 0.38, 1 / 4, 2
_PART = 3  # a word so long bears out a longer one that it is part of: น้ำมัน, น้ำมันเชื้อเพลิง
# Of what is said of a thing, so many must say the like.
_SAID = 0.4


class Said(NamedTuple):
    """notes: words of notes that say it; headings: words of headings that do"""

    notes: tuple[str, ...]
    headings: tuple[str, ...]


class Covering:
    """Looks for headings for groups of notes of one corpus.

    rows   (n, width) of the corpus; library  the headings and their rows in the same space
    """

    def __init__(self, corpus: Corpus, rows: Matrix, library: tuple[Sequence[str], Matrix], reader: Reader) -> None:
        self._corpus, self._rows, self._reader = corpus, rows, reader
        self._texts, self._headings = library
        self._kinds: NDArray[np.bool_] | None = None

    def __contains__(self, label: str) -> bool:
        return label in shipped_library().known

    def best(self, group: Sequence[int], core: Sequence[int], taken: Collection[str], current: str = "") -> str:
        """The surest heading for a group, `current` while it is sure enough; "" where there is none.

        core   the notes of the group that lie together best; taken  plain texts that may not be used
        """
        if not len(self._texts) or len(group) < _FEWEST:
            return ""
        near = self._rows[list(group)] @ self._headings.T
        fit = np.where(self._of_kind(), near.mean(axis=0), -1.0)
        few = np.argsort(-fit.round(5), kind="stable")[:_FEW]
        texts = [self._corpus.notes[at].text for at in group]
        sure = sureness(near[:, few], self._rows[list(core)] @ self._headings[few].T)
        found = [(self._texts[int(few[at])], sure[at]) for at in np.argsort(-sure, kind="stable").tolist()]
        found.sort(key=lambda one: one[0] != current)
        for heading, enough in found:
            if enough < (_SURE_IN_USE if heading == current else _SURE):
                continue
            if heading.replace(" ", "") not in taken and not self._reader.unfit(heading) and self._true(heading, texts):
                return heading
        return ""

    def _of_kind(self) -> NDArray[np.bool_]:
        """(n headings,) whether each says what notes like all of these say: what is wrong, to be done, or achieved."""
        if self._kinds is None:
            library, read = shipped_library(), map(self._reader.read, self._corpus.texts)
            likely = library.likely(shipped_vectors().of([one.pieces for one in read]))
            self._kinds = np.asarray(library.kinds[:, likely].any(axis=1), dtype=np.bool_)
        return self._kinds

    def _true(self, heading: str, texts: Sequence[str]) -> bool:
        """Whether enough of the notes bear out each of its words, and what it says of the thing."""
        mostly = max(_FEWEST, _SAID * len(texts))
        claims = [kind.notes for kind in said_of() if any(word in heading for word in kind.headings)]
        if any(sum(any(word in text for word in claim) for text in texts) < mostly for claim in claims):
            return False
        said = {word for kind in said_of() for word in kind.headings}
        words = [word for word in self._reader.read(heading).pieces if word not in _general()]
        words = [word for word in words if not any(part in word or word in part for part in said)]
        counts = borne_out(words, texts, self._reader)
        return min(counts, default=0) >= _FEWEST and sum(counts) >= _BORNE_OUT * len(counts) * len(texts)


def borne_out(words: Sequence[str], texts: Sequence[str], reader: Reader) -> list[int]:
    """How many of the texts say each word, or one that means nearly the same."""
    pieces = [frozenset(reader.read(text).pieces) for text in texts]
    said = frozenset().union(*pieces)
    found = []
    for word in words:
        alike = shipped_vectors().alike(word, said, _MEANT)
        alike |= {piece for piece in said if len(piece) >= _PART and piece in word}
        found.append(sum(word in text or not alike.isdisjoint(own) for text, own in zip(texts, pieces, strict=True)))
    return found


def sureness(near: Matrix, core: Matrix) -> NDArray[np.float64]:
    """(headings,) how likely each names the matter of most notes, from their likeness to it.

    near   (notes, headings) of all notes of a group; core  of those that lie together best
    """
    logit = _ALL * near.mean(axis=0) + _CORE * core.mean(axis=0) + _SHARE * (near >= _NEAR).mean(axis=0) + _BIAS
    return np.asarray((1 / (1 + np.exp(-logit.astype(np.float64)))).round(5))


@lru_cache(maxsize=1)
def said_of() -> tuple[Said, ...]:
    """What is said of things, by kind: words/said_of.txt."""
    parts = (line.partition(":")[2].partition(">") for line in lines("said_of"))
    return tuple(Said(tuple(notes.split()), tuple(headings.split())) for notes, _, headings in parts)


@lru_cache(maxsize=1)
def _general() -> frozenset[str]:
    """Words that claim nothing in particular."""
    return word_list("general")
