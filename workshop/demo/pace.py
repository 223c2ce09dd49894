"""The pauses between the demo's notes: short at first, then irregular."""

import random

QUICK_NOTES = 40
QUICK_SHARE = 0.05  # of the whole time, for the first notes, so that themes form within seconds


def pauses(count: int, seconds: float, seed: int = 2563) -> list[float]:
    """Return the seconds to wait before each of `count` notes, `seconds` in all. Seeded, so every demo is alike."""
    chance = random.Random(seed)
    quick = min(QUICK_NOTES, count)
    rest = count - quick
    first = _shared([chance.uniform(0.5, 1.5) for _ in range(quick)], seconds * (QUICK_SHARE if rest else 1.0))
    # Bounded, so that notes neither come in bursts nor stop for long.
    later = [min(4.0, 0.15 + chance.expovariate(1.0)) for _ in range(rest)]
    return first + _shared(later, seconds - sum(first))


def _shared(weights: list[float], seconds: float) -> list[float]:
    whole = sum(weights)
    return [weight / whole * seconds for weight in weights] if whole else []
