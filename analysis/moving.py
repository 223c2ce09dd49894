"""The few moves of standing notes that live placing allows itself, so that early mistakes do not last for ever.

Themes hold still: at one arrival at most one standing note in a hundred changes its theme, and over a workshop at most
one for so many notes that came. A note moves only where it is clearly more like the notes of another theme. What
people decided is never touched: notes that they placed, and the notes of themes that they named or locked, stay.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.corpus import Corpus, likeness_without_itself, sums_of
from analysis.linkage import Labels
from analysis.represent import Matrix
from analysis.rows import BLOCK
from analysis.rules import Rules

# At most this share of the standing notes moves at one arrival, and this share of the number of notes that arrived.
MOST_AT_ONCE = 0.01
MOST_IN_ALL = 0.15
# So much more like it must another theme be.
_GAIN = 0.02


def allowed(arrival: Labels, stood: NDArray[np.bool_]) -> int:
    """How many notes may move now. The notes that arrived since the last time are those after the last one that stood:
    what one note may not, ten notes together may, however they are told apart into arrivals.

    arrival   (n,) place of each note in the order of arrival; stood  (n,) which notes stood in a theme before
    """
    if not stood.any():
        return 0
    seen = int(arrival[stood].max()) + 1
    gained = int(MOST_IN_ALL * len(arrival) + 1e-9) - int(MOST_IN_ALL * seen + 1e-9)
    return min(gained, int(MOST_AT_ONCE * int(stood.sum()) + 1e-9))


def move(
    corpus: Corpus, rows: Matrix, rules: Rules, arrival: Labels, before: Labels, where: Labels, number: int
) -> None:
    """Moves the notes that gain most: changes `where`.

    before, where   (n,) theme of each note as it stood, and as it stands after the new ones joined; number  of themes
    """
    budget = allowed(arrival, before >= 0)
    if not budget:
        return
    notes = np.array([at for at in np.flatnonzero(before >= 0) if _free(corpus, rules, int(at), before)], np.int64)
    if not len(notes):
        return
    sizes = np.bincount(where[where >= 0], minlength=number).astype(np.float32)
    sums = sums_of(rows, where, number)
    parts = [notes[at : at + BLOCK] for at in range(0, len(notes), BLOCK)]
    near = np.vstack([likeness_without_itself(rows[part], sums, sizes, where[part]) for part in parts])
    own = near[np.arange(len(notes)), where[notes]]
    for theme, known in enumerate(rules.themes):
        if known.locked:
            near[:, theme] = -1
        elif known.barred:
            near[[corpus.notes[at].id in known.barred for at in notes], theme] = -1
    best = near.argmax(axis=1)
    gain = (near.max(axis=1) - own).round(6)
    for k in np.lexsort((arrival[notes], -gain))[:budget]:
        if gain[k] < _GAIN:
            break
        where[notes[k]] = best[k]


def _free(corpus: Corpus, rules: Rules, at: int, before: Labels) -> bool:
    """Whether nothing that a person decided keeps a note here."""
    return corpus.notes[at].id not in rules.home and rules.themes[before[at]].given_label is None
