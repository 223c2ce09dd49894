"""The few moves of standing notes that live placing allows itself, so that early mistakes do not last for ever.

Themes hold still: at one arrival at most one standing note in a hundred changes its theme, and over a workshop at most
one for so many notes that came. A note moves only where the fresh grouping sends it to another theme, and it is
clearly more like that one. What people decided is never touched: notes that they placed, and the notes of themes
that they named or locked, stay.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.corpus import Corpus
from analysis.linkage import Labels
from analysis.rules import Rules
from analysis.standing import Standing

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


def move(corpus: Corpus, rules: Rules, arrival: Labels, before: Labels, where: Labels, seen: Standing) -> None:
    """Moves the notes that gain most: changes `where`.

    before, where   (n,) theme of each note as it stood, and as it stands after the new ones joined
    """
    budget = allowed(arrival, before >= 0)
    if not budget:
        return
    agreed = seen.homes
    notes = np.flatnonzero((before >= 0) & (agreed >= 0) & (agreed != where))
    notes = np.array([at for at in notes if _free(corpus, rules, int(at), int(before[at]), int(agreed[at]))], np.int64)
    if not len(notes):
        return
    near = seen.nearness(notes)
    each = np.arange(len(notes))
    gain = (near[each, agreed[notes]] - near[each, before[notes]]).round(6)
    gain[near.argmax(axis=1) != agreed[notes]] = -1
    for k in np.lexsort((arrival[notes], -gain))[:budget]:
        if gain[k] < _GAIN:
            break
        where[notes[k]] = agreed[notes[k]]


def _free(corpus: Corpus, rules: Rules, at: int, here: int, there: int) -> bool:
    """Whether nothing that a person decided keeps a note here, or out of there."""
    note, theme = corpus.notes[at].id, rules.themes[here]
    if note in rules.home or theme.given_label is not None:
        return False
    return there >= len(rules.themes) or rules.may_join(note, there)
