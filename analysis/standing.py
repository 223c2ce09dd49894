"""The standing themes as a fresh grouping sees them: which group is which theme, and how like notes are to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from analysis.corpus import likeness_without_itself, sums_of
from analysis.landscape import Sight
from analysis.linkage import Labels
from analysis.represent import Matrix


@dataclass(frozen=True)
class Standing:
    """n notes, K fresh groups, so many themes.

    themes   (K,) the theme that a group continues, -1 for none; each theme once
    homes    (n,) the theme that the fresh grouping sends a note to, -1 for none
    """

    rows: Matrix
    where: Labels
    sight: Sight
    themes: Labels
    homes: Labels
    number: int

    def nearness(self, notes: Labels) -> Matrix:
        """(len(notes), themes): mean likeness to the notes of a theme, or, where that is more, to those of the group
        that continues it; a note counts in neither that it is compared with.
        """
        sums = sums_of(self.rows, self.where, self.number)
        sizes = np.bincount(self.where[self.where >= 0], minlength=self.number).astype(np.float32)
        near = likeness_without_itself(self.rows[notes], sums, sizes, self.where[notes])
        columns = np.flatnonzero(self.themes >= 0)
        themes = self.themes[columns]
        near[:, themes] = np.maximum(near[:, themes], self.sight.near[np.ix_(notes, columns)])
        return near


def standing(rows: Matrix, where: Labels, sight: Sight, number: int, counted: NDArray[np.bool_]) -> Standing:
    """Matches the fresh groups with the standing themes by overlap, one to one.

    where     (n,) theme of each note, -1 for none; number  of themes
    counted   (n,) which notes count in the overlap
    """
    groups = sight.near.shape[1]
    themes = np.full(groups, -1, dtype=np.int64)
    inside = counted & (where >= 0) & (sight.group >= 0)
    pairs = sight.group[inside] * number + where[inside]
    overlap = np.bincount(pairs, minlength=groups * number).reshape(groups, number)
    for group, theme in zip(*linear_sum_assignment(-overlap), strict=True):
        if overlap[group, theme] > 0:
            themes[group] = theme
    homes = np.where(sight.group >= 0, themes[sight.group], -1) if groups else np.full(len(where), -1, dtype=np.int64)
    return Standing(rows, where, sight, themes, homes, number)
