"""Live placing: a new note joins a theme, waits, or founds a theme with others that wait; the others stay.

A fresh grouping of the notes shows where waiting notes would found a theme of their own, and what each theme is about.
A note joins the theme that it is most like, sooner where the fresh grouping sends it there too. In a room of a hundred
notes and more, a few that stand where the fresh grouping would not have them are moved, best gain first (see `moving`).
"""

from __future__ import annotations

import numpy as np

from analysis.corpus import Corpus
from analysis.landscape import Sight
from analysis.linkage import Labels
from analysis.moving import move
from analysis.regrouping import Draft
from analysis.represent import Matrix
from analysis.rules import Rules
from analysis.standing import Standing, standing

# Shares of the likeness from which groups are joined: a note joins a theme where the fresh grouping sends it there too,
# and where it does not.
_AGREED = 0.5
_ALONE = 2.5
# Waiting notes found a theme when so many are in a fresh group, of which less than this share stands in themes.
FOUNDERS = 2
_SETTLED = 0.35


def place(corpus: Corpus, rows: Matrix, sight: Sight, rules: Rules, arrival: Labels) -> Draft:
    """Places the notes that stand in no theme yet, and moves a few that stand wrong.

    sight     how the notes look in the landscape
    arrival   (n,) place of each note in the order of arrival
    """
    index = corpus.index
    ids: list[str | None] = [theme.id for theme in rules.themes]
    where = np.full(len(corpus), -1, dtype=np.int64)
    for note, theme in rules.member.items():
        where[index[note]] = theme
    loose = np.zeros(len(corpus), dtype=bool)
    loose[[index[note] for note in rules.loose]] = True
    locked = [i for i, theme in enumerate(rules.themes) if theme.locked]
    open_ = ~loose & ~np.isin(where, locked)
    before = where.copy()
    if not np.any(where[open_] < 0):
        return Draft(where, ids)
    _found(sight.group, np.flatnonzero(open_), where, ids)
    if ids:
        seen = standing(rows, where.copy(), sight, len(ids), open_)
        _join(corpus, rules, where, np.flatnonzero((where < 0) & ~loose), seen)
        move(corpus, rules, arrival, before, where, seen)
    return Draft(where, ids)


def _found(groups: Labels, open_: Labels, where: Labels, ids: list[str | None]) -> None:
    """Lets waiting notes found themes: changes `where`, adds a None to `ids` for each new theme."""
    labels = groups[open_]
    for group in range(int(labels.max(initial=-1)) + 1):
        members = open_[labels == group]
        waiting = members[where[members] < 0]
        if len(waiting) >= FOUNDERS and len(members) - len(waiting) < _SETTLED * len(members):
            where[waiting] = len(ids)
            ids.append(None)


def _join(corpus: Corpus, rules: Rules, where: Labels, waiting: Labels, seen: Standing) -> None:
    near, homes = seen.nearness(waiting), seen.homes[waiting]
    for at, likeness, home in zip(waiting, near, homes, strict=True):
        for theme in np.argsort(-likeness, kind="stable"):
            if likeness[theme] < seen.sight.cut * (_AGREED if home == theme else _ALONE):
                break
            if theme >= len(rules.themes) or rules.may_join(corpus.notes[at].id, int(theme)):
                where[at] = theme
                break
