"""How quick the disk has been: whether a commit may be made where everybody waits for it."""

from __future__ import annotations

# A flash disk takes 0.3 ms for a commit, a spinning one 10 and a memory card 30. Less than a board's delta is computed
# in holds nobody up that is not held up anyway.
QUICK_SECONDS = 0.004
_PROVEN = 16


class Pace:
    """Quick is what has been quick 16 times running; one slow commit, and it has to prove itself again."""

    def __init__(self) -> None:
        self._running = 0

    @property
    def quick(self) -> bool:
        return self._running >= _PROVEN

    def took(self, seconds: float) -> None:
        """What a commit took, from the moment at which everything was written into its transaction."""
        self._running = self._running + 1 if seconds < QUICK_SECONDS else 0
