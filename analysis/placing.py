"""Live placing: a new note joins a theme, waits, or founds a theme with others that wait; the others stay.

What stands is grouped together with what waits as in a regrouping, only that the notes of a theme stay together and
those of two themes apart. In a room of a hundred notes and more, a few that stand wrong are moved, best gain first
(see `moving`).
"""

from __future__ import annotations

import numpy as np

from analysis.corpus import Corpus, squares
from analysis.group import STRAY, grouped
from analysis.linkage import Labels
from analysis.moving import move
from analysis.regrouping import Draft, mind_bars
from analysis.represent import Matrix
from analysis.rules import Rules

# By so much more than the cut must two notes be alike to found a theme, more notes by less: what is founded of two
# matters can hardly be parted later.
_SURER = 0.05


def place(corpus: Corpus, rows: Matrix, rules: Rules, arrival: Labels, cut: float) -> Draft:
    """Places the notes that stand in no theme yet, and moves a few that stand wrong.

    arrival   (n,) place of each note in the order of arrival; cut  mean likeness from which groups are joined
    """
    index = corpus.index
    ids: list[str | None] = [theme.id for theme in rules.themes]
    where = np.full(len(corpus), -1, dtype=np.int64)
    for note, theme in rules.member.items():
        where[index[note]] = theme
    locked = [i for i, theme in enumerate(rules.themes) if theme.locked]
    takes_part = ~np.isin(where, locked)
    takes_part[[index[note] for note in rules.loose]] = False
    chosen = np.flatnonzero(takes_part)
    before = where.copy()
    if not np.any(where[chosen] < 0):
        return Draft(where, ids)
    those = rows if len(chosen) == len(rows) else rows[chosen]
    labels = grouped(those, cut, where[chosen], np.ones(len(chosen), dtype=np.int64))
    stood = where[chosen]
    theme_of = {group: theme for group, theme in zip(labels.tolist(), stood.tolist(), strict=True) if theme >= 0}
    for group in np.unique(labels[(labels >= 0) & (stood < 0)]).tolist():
        waiting = chosen[(labels == group) & (stood < 0)]
        if group in theme_of:
            where[waiting] = theme_of[group]
        elif _sure(rows[waiting], cut):
            where[waiting] = len(ids)
            ids.append(None)
    mind_bars(corpus, rows, rules, where, len(ids), STRAY * cut)
    move(corpus, rows, rules, arrival, before, where, len(ids))
    return Draft(where, ids)


def _sure(rows: Matrix, cut: float) -> bool:
    """Whether so many unit rows are alike enough to found a theme: the fewer, the more they must be."""
    total, pairs = rows.sum(axis=0), len(rows) * (len(rows) - 1) / 2
    return pairs > 0 and float(total @ total - squares(rows).sum()) / (2 * pairs) >= cut + _SURER / pairs**0.5
