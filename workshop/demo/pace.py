"""How a room full of people types: a rush at first, then now one and now three at a time."""

from __future__ import annotations

import random

QUICK_NOTES = 40
QUICK_SHARE = 0.05  # of the whole time, for the first notes: themes are on the wall within seconds


def pauses(count: int, seconds: float, seed: int = 2563) -> list[float]:
    """Seconds to wait before each of `count` notes; together they are `seconds`. Seeded, so every demo is alike."""
    chance = random.Random(seed)
    quick = min(QUICK_NOTES, count)
    rest = count - quick
    first = _shared([chance.uniform(0.5, 1.5) for _ in range(quick)], seconds * (QUICK_SHARE if rest else 1.0))
    # Bounded below, so that nobody pastes five notes at once, and above, so that the wall never seems dead.
    later = [min(4.0, 0.15 + chance.expovariate(1.0)) for _ in range(rest)]
    return first + _shared(later, seconds - sum(first))


def _shared(weights: list[float], seconds: float) -> list[float]:
    whole = sum(weights)
    return [weight / whole * seconds for weight in weights] if whole else []
