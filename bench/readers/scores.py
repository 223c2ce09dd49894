"""Scores with intervals: how far two groupings of the same notes agree, and how well labels stand for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

DRAWS = 2_000
Pairs = NDArray[np.float64]


def together(groups: Sequence[int]) -> Pairs:
    """(n, n): 1 where two different notes stand in one group; a note of group 0 stands alone."""
    numbers = np.asarray(groups)
    pairs = (numbers[:, None] == numbers[None, :]) & (numbers > 0)[:, None]
    np.fill_diagonal(pairs, False)
    return pairs.astype(float)


def pairwise_f1(a: Pairs, b: Pairs, weights: NDArray[np.float64] | None = None) -> float:
    """F1 over pairs of notes that stand together; 1 where no two stand together in either.

    weights   (n,) how many times each note counts; None for once
    """
    often = np.ones(len(a)) if weights is None else weights
    both, all_ = often @ (a * b) @ often, often @ a @ often + often @ b @ often
    return float(2 * both / all_) if all_ else 1.0


def interval(score: Callable[[NDArray[np.float64]], float], n: int, seed: int = 0) -> tuple[float, float]:
    """The middle 95 of 100 scores of n notes drawn again with replacement (Efron 1979); `score` gets how many times
    each note was drawn."""
    rng = np.random.default_rng(seed)
    drawn = [score(rng.multinomial(n, np.full(n, 1 / n)).astype(float)) for _ in range(DRAWS)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def sorting_f1(sorted_: Sequence[int], groups: Sequence[int]) -> float:
    """F1 of notes put under a label by the label alone: right ones among those put, and among those of a theme."""
    right = sum(label == group > 0 for label, group in zip(sorted_, groups, strict=True))
    put, there = sum(label > 0 for label in sorted_), sum(group > 0 for group in groups)
    return 2 * right / (put + there) if put + there else 1.0
