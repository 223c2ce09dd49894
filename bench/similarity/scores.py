"""How well rows of a space fall into gold themes, and what their cosines mean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


def ari_by_threshold(rows: Matrix, themes: NDArray[np.int64], thresholds: Sequence[float]) -> NDArray[np.float64]:
    """(len(thresholds),) adjusted Rand index of average linkage, the tree cut at each mean likeness."""
    # slow: scikit-learn and scipy
    from scipy.cluster.hierarchy import fcluster, linkage  # type: ignore[import-untyped]
    from sklearn.metrics import adjusted_rand_score

    upper = np.triu_indices(len(rows), 1)
    tree = linkage(np.maximum(1 - (rows @ rows.T)[upper], 0), "average")
    return np.array([adjusted_rand_score(themes, fcluster(tree, 1 - cut, "distance")) for cut in thresholds])


def logistic(cosines: Matrix, same: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and intercept of the log-odds that a pair belongs together, given its cosine."""
    # slow: scikit-learn and scipy
    from sklearn.linear_model import LogisticRegression

    found = LogisticRegression(C=1e6).fit(cosines[:, None], same)
    return float(found.coef_[0, 0]), float(found.intercept_[0])
