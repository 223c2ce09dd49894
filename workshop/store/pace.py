"""Whether the disk is quick enough to commit in the greenlet that serves everybody."""

# A commit takes 0.3 ms on a flash disk, 10 on a spinning one, 30 on a memory card; a board's delta takes longer than 4.
QUICK_SECONDS = 0.004
_QUICK_COMMITS = 16


class Pace:
    """The disk is quick after 16 quick commits in a row."""

    def __init__(self) -> None:
        self._in_a_row = 0

    @property
    def quick(self) -> bool:
        return self._in_a_row >= _QUICK_COMMITS

    def record(self, seconds: float) -> None:
        """Count a commit that took so long, the writes of its transaction left out."""
        self._in_a_row = self._in_a_row + 1 if seconds < QUICK_SECONDS else 0
