"""How well rows of a space fall into gold themes, and what their cosines mean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.group import grouped
from analysis.likeness import Matrix


def ari_by_threshold(rows: Matrix, themes: NDArray[np.int64], thresholds: Sequence[float]) -> NDArray[np.float64]:
    """(len(thresholds),) adjusted Rand index of the groups that are found at each threshold of likeness; a row in no
    group counts as one of its own."""
    # slow: scikit-learn
    from sklearn.metrics import adjusted_rand_score

    free, alone = np.full(len(rows), -1), np.ones(len(rows), dtype=np.int64)
    single = -2 - np.arange(len(rows))
    found = (grouped(rows, cut, free, alone) for cut in thresholds)
    return np.array([adjusted_rand_score(themes, np.where(labels < 0, single, labels)) for labels in found])


def logistic(cosines: Matrix, same: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and intercept of the log-odds that a pair belongs together, given its cosine."""
    # slow: scikit-learn
    from sklearn.linear_model import LogisticRegression

    found = LogisticRegression(C=1e6).fit(cosines[:, None], same)
    return float(found.coef_[0, 0]), float(found.intercept_[0])
