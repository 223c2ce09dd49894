"""Names that people gave to themes before, for themes whose notes they fit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.corpus import Corpus
from analysis.model import Theme
from analysis.naming import TextRows
from analysis.own_headings import BY_WORDS, cosine_of, texts_of
from analysis.represent import Matrix, NoteSpace

# Fewer notes say too little of what a theme is about.
_FEWEST = 3


def fitting_names(
    corpus: Corpus, space: NoteSpace, rows_of: TextRows, themes: Sequence[Theme], names: Sequence[tuple[str, str]]
) -> dict[str, int]:
    """Theme id -> index of the name that fits it best; a name fits one theme at most.

    names   (name, a few words of what it is about)
    A theme's notes must be as near to the name in the mean as a note must be to an own heading that it joins.
    """
    index = corpus.index
    inside = [[index[note] for note in theme.members if note in index] for theme in themes]
    seen = [at for at, members in enumerate(inside) if len(members) >= _FEWEST]
    if not seen or not names:
        return {}
    rows = space.transform(corpus.meanings, corpus.words)
    middles: Matrix = np.stack([rows[inside[at]].mean(axis=0) for at in seen])
    texts = [texts_of(*name) for name in names]
    every = middles @ rows_of([text for each in texts for text in each]).T
    starts = np.cumsum([0, *map(len, texts)])[:-1]
    near = np.maximum.reduceat(every, starts, axis=1).round(6)
    best, owner = near.argmax(axis=1), near.argmax(axis=0)
    least = cosine_of(space.likeness, BY_WORDS)
    return {
        themes[at].id: int(best[row])
        for row, at in enumerate(seen)
        if near[row, best[row]] >= least and owner[best[row]] == row
    }
