"""How much people must have decided before anything that holds for others can be learnt from it."""

from collections.abc import Iterable, Sequence

FEWEST_NOTES, FEWEST_THEMES = 40, 6


def enough(categories: Iterable[Sequence[int]]) -> bool:
    """Return whether the themes of these categories, by their numbers of notes, are enough to learn from.

    A category with a single theme tells nothing apart, and does not count.
    """
    useful = [sizes for sizes in categories if len(sizes) > 1]
    return sum(map(sum, useful)) >= FEWEST_NOTES and sum(map(len, useful)) >= FEWEST_THEMES
