"""Live placing: what stands stays; a new note joins a theme, waits, or founds a theme with others that wait.

The open notes are grouped afresh at each step, only to see where waiting notes would found a theme of their own.
A note joins the theme whose middle is nearest; a new one needs to fit well, one that has waited may fit less well.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.corpus import Corpus, centroids
from analysis.regrouping import Draft
from analysis.represent import Matrix, unit
from analysis.rules import Rules

Labels = NDArray[np.int64]

# Cosine to a theme's middle from which a note joins at its arrival: where the fresh grouping sends it to the same theme
# (in a small and in a large room), and where it does not.
_AGREED_FEW, _AGREED_MANY = 0.10, 0.20
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


def place(corpus: Corpus, rows: Matrix, groups: Labels, rules: Rules, arrival: Labels) -> Draft:
    """Places the notes that stand in no theme yet; no other note moves.

    groups    (n,) the fresh group of each note
    arrival   (n,) place of each note in the order of arrival
    """
    index = corpus.index
    ids: list[str | None] = [theme.id for theme in rules.themes]
    where = np.full(len(corpus), -1, dtype=np.int64)
    for note, theme in rules.member.items():
        where[index[note]] = theme
    locked = [i for i, theme in enumerate(rules.themes) if theme.locked]
    loose = np.array([note.id in rules.loose for note in corpus.notes], dtype=bool)
    open_ = np.flatnonzero(~loose & ~np.isin(where, locked))
    if not np.any(where[open_] < 0):
        return Draft(where, ids)
    owner = _found(rows, groups, open_, where, ids)
    if ids:
        _join(corpus, rows, rules, arrival, where, np.flatnonzero((where < 0) & ~loose), len(ids), owner)
    return Draft(where, ids)


def _found(rows: Matrix, groups: Labels, open_: Labels, where: Labels, ids: list[str | None]) -> Labels:
    """Lets waiting notes found themes: changes `where`, adds a None to `ids` for each new theme.

    Returns (n,) the theme that most of a note's fresh group stands in, -1 for none.
    """
    labels = groups[open_]
    owner = np.full(len(rows), -1, dtype=np.int64)
    for group in range(int(labels.max(initial=-1)) + 1):
        members = open_[labels == group]
        waiting = members[where[members] < 0]
        if len(members) - len(waiting) >= _SETTLED * len(members) and len(waiting) < len(members):
            standing = where[members][where[members] >= 0]
            owner[members] = np.bincount(standing).argmax()
            continue
        if len(waiting) < FOUNDERS:
            continue
        near = (rows[waiting] @ unit(rows[waiting].mean(axis=0, keepdims=True)).T).ravel().round(6)
        core = waiting[near >= _CORE]
        if len(core) >= FOUNDERS and _cohesion(rows[core]) >= _COHESION:
            where[core] = owner[members] = len(ids)
            ids.append(None)
    return owner


def _cohesion(rows: Matrix) -> float:
    """Mean cosine between two different rows."""
    n = len(rows)
    total = rows.sum(axis=0)
    return float((total @ total - n) / (n * (n - 1)))


def _join(
    corpus: Corpus,
    rows: Matrix,
    rules: Rules,
    arrival: Labels,
    where: Labels,
    waiting: Labels,
    count: int,
    owner: Labels,
) -> None:
    near = (rows[waiting] @ centroids(rows, where, count).T).round(6)
    age = len(corpus) - 1 - arrival[waiting]
    patience = min(0.5 * len(corpus), _PATIENCE)
    waited = np.clip((age - 0.2 * patience) / max(1.0, 0.8 * patience), 0, 1)
    agreed = _AGREED_FEW + (_AGREED_MANY - _AGREED_FEW) * min(1.0, len(corpus) / 300)
    known = len(rules.themes)
    for at, sims, patience_spent in zip(waiting, near, waited, strict=True):
        for theme in np.argsort(-sims, kind="stable"):
            fresh = agreed if owner[at] == theme else _ALONE
            if sims[theme] < min(fresh, fresh + (_OLD - fresh) * patience_spent):
                break
            if theme >= known or rules.may_join(corpus.notes[at].id, int(theme)):
                where[at] = theme
                break
