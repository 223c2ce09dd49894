"""Own headings: themes that people gave beforehand, and which notes belong to them.

A note joins the heading whose words it is most like, or else the one whose notes it is most like. How like it must be
is fixed, whatever the fineness. For the rest of the grouping a heading is then locked: other themes form beside it.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from analysis.corpus import Read
from analysis.likeness import Likeness
from analysis.linkage import Labels
from analysis.model import KnownTheme
from analysis.naming import TextRows
from analysis.represent import Matrix
from analysis.rules import Rules

# How sure it must be, as a share of pairs that belong together: of a note with a heading's words, and with its notes.
# Measured with half of the gold themes of sets left out of training as headings: of the notes that join, .60 (fields
# held out) to .97 are right, and .24 to .62 of those that belong to a heading join it.
BY_WORDS = 0.37
_BY_NOTES = 0.28


def with_headings(read: Read, rows: Matrix, rows_of: TextRows, *, anew: bool) -> Read:
    """The same notes, under rules that hold in each heading the notes that belong to it.

    rows   (n, width) of the corpus; rows_of  rows of other texts in the same space
    anew   whether notes in other themes, and those that the machine put in a heading, are looked at too
    """
    rules = read.rules
    headings = [at for at, theme in enumerate(rules.themes) if theme.words is not None]
    if not headings:
        return read
    where = _where(read, headings, anew)
    free = np.flatnonzero(where == _FREE)
    words = [_texts(rules.themes[at]) for at in headings]
    near = np.stack([(rows @ rows_of(texts).T).max(axis=1, initial=-1) for texts in words], axis=1)
    barred = _barred(read, headings)
    _join(where, free, np.where(barred, -1, near), cosine_of(read.space.likeness, BY_WORDS))
    beside = np.stack([_beside(rows, where == at, rows_of(words[at])) for at in range(len(headings))], axis=1)
    _join(where, free[where[free] == _FREE], np.where(barred, -1, beside), cosine_of(read.space.likeness, _BY_NOTES))
    return replace(read, rules=_held(read, headings, where))


# Neither in a heading nor to be looked at; and to be looked at.
_ELSEWHERE, _FREE = -2, -1


def _where(read: Read, headings: list[int], anew: bool) -> Labels:
    """(n,) number of the heading that a note stands in for certain, or one of the two above."""
    rules, number = read.rules, {theme: at for at, theme in enumerate(headings)}
    found = np.full(len(read.corpus), _FREE, dtype=np.int64)
    for at, note in enumerate(read.corpus.notes):
        theme = rules.home.get(note.id) if anew else rules.member.get(note.id)
        if theme is not None:
            found[at] = number.get(theme, _ELSEWHERE)
        elif note.id in rules.loose:
            found[at] = _ELSEWHERE
    return found


def _texts(theme: KnownTheme) -> list[str]:
    return texts_of(theme.given_label or theme.label or "", theme.words or "")


def texts_of(name: str, words: str) -> list[str]:
    """What a note is compared with: the name, and the name with the words of what it is about."""
    return [name, f"{name} {words}"] if words else [name]


def _barred(read: Read, headings: list[int]) -> NDArray[np.bool_]:
    themes = [read.rules.themes[at] for at in headings]
    closed = [[theme.locked or note.id in theme.barred for theme in themes] for note in read.corpus.notes]
    return np.array(closed, dtype=bool).reshape(len(read.corpus), len(headings))


def _beside(rows: Matrix, inside: NDArray[np.bool_], words: Matrix) -> Matrix:
    """(n,) mean likeness of each note to a heading's words and to its notes."""
    total = words[-1] + rows[inside].sum(axis=0)
    count = 1 + int(inside.sum())
    return np.asarray(rows @ total / count, dtype=np.float32)


def _join(where: Labels, notes: Labels, near: Matrix, least: float) -> None:
    best = near.round(6).argmax(axis=1)
    for at in notes:
        if near[at, best[at]] >= least:
            where[at] = best[at]


def cosine_of(likeness: Likeness, share: float) -> float:
    """The likeness of which this share of pairs belongs to one theme: the inverse of `Likeness.belonging`."""
    return (math.log(share / (1 - share)) - likeness.intercept) / likeness.slope


def _held(read: Read, headings: list[int], where: Labels) -> Rules:
    rules = read.rules
    inside = {note.id: headings[at] for note, at in zip(read.corpus.notes, where.tolist(), strict=True) if at >= 0}
    outside = {note: theme for note, theme in rules.member.items() if theme not in set(headings)}
    themes = tuple(replace(theme, locked=True) if at in headings else theme for at, theme in enumerate(rules.themes))
    return Rules(themes, rules.home | inside, outside | inside, rules.loose)
