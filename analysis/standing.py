"""The standing themes as fresh groupings see them: which groups are which theme, and how near notes are to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from analysis.corpus import sums_of, without_itself
from analysis.landscape import Sight
from analysis.represent import Matrix

Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Standing:
    """n notes, T fresh groupings with K groups in all, so many themes.

    themes   (K,) the theme that a group continues, -1 for none; at most one group of a grouping continues a theme
    homes    (n, T) the theme that each grouping sends a note to, -1 for none
    """

    rows: Matrix
    where: Labels
    sight: Sight
    themes: Labels
    homes: Labels
    number: int

    @property
    def agreed(self) -> Labels:
        """(n,) the theme that all groupings send a note to, -1 where they differ."""
        if not self.homes.shape[1]:
            return np.full(len(self.homes), -1, dtype=np.int64)
        first = self.homes[:, 0]
        return np.where((self.homes == first[:, None]).all(axis=1), first, -1)

    def nearness(self, notes: Labels) -> Matrix:
        """(len(notes), themes): mean over the groupings of the cosine to the middle of the group that continues a
        theme, or to the theme's own middle where none does; a note counts in no middle that it is compared with.
        """
        groupings = self.homes.shape[1]
        out = np.zeros((len(notes), self.number))
        times = np.bincount(self.themes[self.themes >= 0], minlength=self.number)
        for column in np.flatnonzero(self.themes >= 0):
            out[:, self.themes[column]] += self.sight.near[notes, column]
        short = np.flatnonzero(times < groupings)
        if len(short) or not groupings:
            sums = sums_of(self.rows, self.where, self.number)
            own = without_itself(self.rows[notes], sums, self.where[notes, None])
            out[:, short] += own[:, short] * (max(1, groupings) - times[short])
        return np.asarray((out / max(1, groupings)).round(6), dtype=np.float32)


def standing(rows: Matrix, where: Labels, sight: Sight, number: int, counted: NDArray[np.bool_]) -> Standing:
    """Matches each fresh grouping with the standing themes by overlap, one to one.

    where     (n,) theme of each note, -1 for none; number  of themes
    counted   (n,) which notes count in the overlap
    """
    groups = sight.groups
    total = sight.near.shape[1]
    themes = np.full(total, -1, dtype=np.int64)
    homes = np.full(groups.shape, -1, dtype=np.int64)
    for turn in range(groups.shape[1]):
        # Columns of one grouping lie side by side.
        columns = groups[:, turn]
        low, high = (int(columns.min()), int(columns.max()) + 1) if len(columns) else (0, 0)
        inside = counted & (where >= 0)
        pairs = (columns[inside] - low) * number + where[inside]
        overlap = np.bincount(pairs, minlength=(high - low) * number).reshape(high - low, number)
        for group, theme in zip(*linear_sum_assignment(-overlap), strict=True):
            if overlap[group, theme] > 0:
                themes[low + group] = theme
        homes[:, turn] = themes[columns]
    return Standing(rows, where, sight, themes, homes, number)
