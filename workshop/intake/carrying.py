"""A group or category that is written only in the first of several rows, without merged cells."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.folding import comparable


@dataclass(frozen=True)
class Carried:
    """`column`: its name. `cells`: empty cells of rows with notes below a filled one. `on`: they get what it says."""

    column: str
    cells: int
    on: bool


def below(
    cells: list[str], rows: Collection[int], once: bool, chosen: bool | None, fewest: float | None
) -> tuple[list[str], tuple[int, bool] | None]:
    """Return the column's cells, the empty ones filled from above where that is meant, and (how many, whether).

    `rows`: those with notes. `once`: a value stands in one place only, as the name of a district does. `chosen`: what a
    person said, else it is meant where each filled cell begins something new, as in a workbook of districts, and there
    are at least `fewest` empty cells for a filled one. None: no cell is meant for those below it.
    """
    empty = _empty_below(cells, rows)
    if not empty:
        return cells, None
    filled = sum(bool(cell.strip()) for cell in cells)
    usual = fewest is not None and empty >= fewest * filled and _begins_anew(cells, once)
    is_meant = usual if chosen is None else chosen
    return (_filled(cells) if is_meant else cells), (empty, is_meant)


def _empty_below(cells: Sequence[str], rows: Collection[int]) -> int:
    first = next((row for row, cell in enumerate(cells) if cell.strip()), len(cells))
    return sum(row > first and not cells[row].strip() for row in rows)


def _begins_anew(cells: Sequence[str], once: bool) -> bool:
    """Return whether the first cell is filled and no value follows itself, or with `once` comes again at all."""
    filled = [comparable(cell) for cell in cells if cell.strip()]
    if not cells or not cells[0].strip():
        return False
    if once:
        return len(set(filled)) == len(filled)
    return all(one != other for one, other in pairwise(filled))


def _filled(cells: Sequence[str]) -> list[str]:
    found, last = [], ""
    for cell in cells:
        last = cell if cell.strip() else last
        found.append(last)
    return found
