"""Live placing: a new note joins a theme, waits, or founds a theme with others that wait; the others stay.

Several fresh groupings of the notes tell where waiting notes would found a theme of their own, and what each theme is
about. A note joins the theme that it is nearest to as the fresh groupings see it; where they do not agree it needs to
fit very well, or to have waited. In a room of a hundred notes and more, a few that stand where no fresh grouping
would have them are moved, best gain first (see `moving`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.corpus import Corpus
from analysis.landscape import Sight
from analysis.moving import move
from analysis.regrouping import Draft
from analysis.represent import Matrix, unit
from analysis.rules import Rules
from analysis.standing import Standing, standing

Labels = NDArray[np.int64]

# Nearness to a theme from which a note joins at its arrival: where all fresh groupings send it to this theme (in a
# small and in a large room), and where they do not.
_AGREED_FEW, _AGREED_MANY = 0.10, 0.20
_MANY = 300
_ALONE = 0.50
# The same for a note that has seen half of the notes come, or so many if that is fewer.
_OLD = 0.12
_PATIENCE = 60
# Waiting notes found a theme when so many are this near to their middle, and this near to each other on average.
FOUNDERS = 3
_CORE = 0.45
_COHESION = 0.10
# A group of which less than this share stands in themes already is a theme of its own.
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
    _found(rows, sight.founding, np.flatnonzero(open_), where, ids)
    if ids:
        seen = standing(rows, where.copy(), sight, len(ids), open_)
        _join(corpus, rules, arrival, where, np.flatnonzero((where < 0) & ~loose), seen)
        move(corpus, rules, arrival, before, where, seen)
    return Draft(where, ids)


def _found(rows: Matrix, groups: Labels, open_: Labels, where: Labels, ids: list[str | None]) -> None:
    """Lets waiting notes found themes: changes `where`, adds a None to `ids` for each new theme."""
    labels = groups[open_]
    for group in range(int(labels.max(initial=-1)) + 1):
        members = open_[labels == group]
        waiting = members[where[members] < 0]
        if len(waiting) < FOUNDERS or len(members) - len(waiting) >= _SETTLED * len(members):
            continue
        near = (rows[waiting] @ unit(rows[waiting].mean(axis=0, keepdims=True)).T).ravel().round(6)
        core = waiting[near >= _CORE]
        if len(core) >= FOUNDERS and _cohesion(rows[core]) >= _COHESION:
            where[core] = len(ids)
            ids.append(None)


def _cohesion(rows: Matrix) -> float:
    """Mean cosine between two different rows."""
    n = len(rows)
    total = rows.sum(axis=0)
    return float((total @ total - n) / (n * (n - 1)))


def _join(corpus: Corpus, rules: Rules, arrival: Labels, where: Labels, waiting: Labels, seen: Standing) -> None:
    near, agreed = seen.nearness(waiting), seen.agreed[waiting]
    age = len(corpus) - 1 - arrival[waiting]
    patience = min(0.5 * len(corpus), _PATIENCE)
    waited = np.clip((age - 0.2 * patience) / max(1.0, 0.8 * patience), 0, 1)
    enough = _AGREED_FEW + (_AGREED_MANY - _AGREED_FEW) * min(1.0, len(corpus) / _MANY)
    for at, sims, home, patience_spent in zip(waiting, near, agreed, waited, strict=True):
        for theme in np.argsort(-sims, kind="stable"):
            fresh = enough if home == theme else _ALONE
            if sims[theme] < min(fresh, fresh + (_OLD - fresh) * patience_spent):
                break
            if theme >= len(rules.themes) or rules.may_join(corpus.notes[at].id, int(theme)):
                where[at] = theme
                break
