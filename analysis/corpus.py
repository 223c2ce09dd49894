"""The notes of one call, read once: cleaned texts, words, vectors, and who says nothing or says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from analysis.model import KnownTheme, Note
from analysis.reading import Reader, Reading
from analysis.represent import Matrix, NoteSpace
from analysis.rows import AnyRows
from analysis.rules import Rules, read_rules


@dataclass(frozen=True)
class Corpus:
    """Notes that can be grouped, in an order that does not depend on how they arrived.

    notes    n notes
    texts    per note, cleaned
    prints   per note, equal for notes that are the same to a reader
    words    per note, its telling words
    meanings (n, width of each) raw vectors by each encoder, the sentence encoder's first; copied out where indexed
    """

    notes: tuple[Note, ...]
    texts: tuple[str, ...]
    prints: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    meanings: tuple[AnyRows, ...]

    def __len__(self) -> int:
        return len(self.notes)

    @property
    def vectors(self) -> Matrix:
        """(n, width) raw sentence vectors"""
        return self.meanings[0][:]

    @property
    def index(self) -> dict[str, int]:
        return {note.id: i for i, note in enumerate(self.notes)}

    @property
    def said(self) -> Sequence[frozenset[str]]:
        """Per note, its telling words, each once: made where they are asked for, as a set takes ten times a tuple."""
        return Said(self.words)

    @cached_property
    def counts(self) -> Counter[str]:
        """How many notes say each word."""
        return Counter(word for words in self.said for word in words)


class Said(Sequence[frozenset[str]]):
    """Words a note as sets."""

    def __init__(self, words: Sequence[tuple[str, ...]]) -> None:
        self._words = words

    def __len__(self) -> int:
        return len(self._words)

    @overload
    def __getitem__(self, at: int) -> frozenset[str]: ...

    @overload
    def __getitem__(self, at: slice) -> Said: ...

    def __getitem__(self, at: int | slice) -> frozenset[str] | Said:
        return Said(self._words[at]) if isinstance(at, slice) else frozenset(self._words[at])


@dataclass(frozen=True)
class Read:
    """One call's notes and rules: `aside` are set aside, `corpus` holds the others, `arrival` their order of coming.

    space    in which notes of this kind are compared, not fitted yet; deep  whether the second tier takes part
    """

    corpus: Corpus
    rules: Rules
    aside: frozenset[str]
    arrival: NDArray[np.int64]
    space: NoteSpace
    deep: bool


def read_notes(notes: Sequence[Note], known: Sequence[KnownTheme], loose: Collection[str], reader: Reader) -> Read:
    """Reads notes and rules. Raises ValueError where two notes have the same id."""
    ids = [note.id for note in notes]
    if len(set(ids)) != len(ids):
        raise ValueError("two notes have the same id")
    readings = [reader.read(note.text) for note in notes]
    rules = read_rules(ids, known, loose)
    aside = frozenset(
        name for name, reading in zip(ids, readings, strict=True) if reading.says_nothing and name not in rules.home
    )
    kept = [at for at, name in enumerate(ids) if name not in aside]
    deep = reader.goes_deep([readings[at].clean for at in kept])
    corpus, order = _in_order(notes, readings, kept, reader, deep)
    return Read(corpus, rules.without(aside), aside, ranked(order), reader.space(deep), deep)


def read_corpus(notes: Sequence[Note], reader: Reader, deep: bool = False) -> Corpus:
    """Reads the notes; `reader` remembers what it has read before. deep: whether the second tier takes part."""
    return _in_order(notes, [reader.read(note.text) for note in notes], range(len(notes)), reader, deep)[0]


def _in_order(
    notes: Sequence[Note], readings: Sequence[Reading], kept: Iterable[int], reader: Reader, deep: bool
) -> tuple[Corpus, list[int]]:
    """The corpus of the kept notes, and the place in `notes` of each."""
    # By text, and by id where texts are equal: a stable sort by id first.
    clean = [reading.clean for reading in readings]
    order = sorted(sorted(kept, key=[note.id for note in notes].__getitem__), key=clean.__getitem__)
    ordered, read = [notes[at] for at in order], [readings[at] for at in order]
    texts = tuple([reading.clean for reading in read])
    corpus = Corpus(
        tuple(ordered),
        texts,
        tuple([reading.fingerprint or note.id for note, reading in zip(ordered, read, strict=True)]),
        tuple([reading.words for reading in read]),
        reader.meanings(texts, [reading.pieces for reading in read], deep),
    )
    return corpus, order


def ranked(order: Sequence[int]) -> NDArray[np.int64]:
    """Rank from 0 of each number among the others."""
    out = np.empty(len(order), dtype=np.int64)
    out[np.argsort(np.asarray(order, dtype=np.int64))] = np.arange(len(order))
    return out


def means_of(rows: Matrix, labels: NDArray[np.int64], count: int) -> Matrix:
    """(count, width): mean row of each label 0..count-1; rows labelled -1 belong to none.

    A row's product with it is the row's mean likeness to the notes of the label.
    """
    sizes = np.bincount(labels[labels >= 0], minlength=count)
    return np.asarray(sums_of(rows, labels, count) / np.maximum(sizes, 1)[:, None], dtype=np.float32)


def sums_of(rows: Matrix, labels: NDArray[np.int64], count: int) -> Matrix:
    """(count, width): sum of the rows of each label; rows labelled -1 belong to none."""
    # slow: SciPy
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    inside = np.flatnonzero(labels >= 0)
    member = csr_matrix((np.ones(len(inside), np.float32), (labels[inside], inside)), shape=(count, len(rows)))
    return np.asarray(member @ rows, dtype=np.float32)


def squares(rows: Matrix) -> Matrix:
    """(n,) squared length of each row, without a second matrix of their size."""
    return np.asarray(np.einsum("nw,nw->n", rows, rows), dtype=np.float32)


def likeness_without_itself(rows: Matrix, sums: Matrix, sizes: Matrix, column: NDArray[np.int64]) -> Matrix:
    """(n, K) mean likeness of n unit rows to K groups, each row left out of the group that it is part of.

    sums, sizes   (K, width), (K,) of the groups; column  (n,) the group that a row is part of, -1 for none
    """
    near = (rows @ sums.T) / np.maximum(sizes, 1)
    at = np.flatnonzero(column >= 0)
    own = column[at]
    rest = near[at, own] * sizes[own] - squares(rows)[at]
    near[at, own] = np.where(sizes[own] > 1, rest / np.maximum(sizes[own] - 1, 1), 0)
    return np.asarray(near.round(6), dtype=np.float32)
