"""Numbers of notes that follow each other, as ranges."""

from collections.abc import Iterable


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """Return [first, last] of each run of ascending numbers."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found
