"""The header of a grid of cells: below titles, in one row or in several that are merged."""

from analysis.folding import comparable
from workshop.tables.personal import asks, personal
from workshop.tables.refusals import MAX_ROWS, TableError
from workshop.tables.table import Table, letter
from workshop.tables.unseen import Unseen

Grid = list[list[str]]
# First row, first column, last row, last column, counted from 0.
Merges = list[tuple[int, int, int, int]]
_LOOKED_AT = 15  # rows above which a header is looked for
_LONGEST_NAME = 80
_LONGEST_OF_TWO = 40
# The name of a list's only column.
_NOTES = ("ความเห็น", "ความคิดเห็น", "ข้อคิดเห็น", "ข้อความ", "text", "notes")


def table_of(
    grid: Grid, merges: Merges, sheet: str, name: str, header: int | None = None, unseen: Unseen | None = None
) -> Table:
    """Return the table of a sheet that is not empty. Raises TableError (`too_big`).

    Titles above the header are skipped; of a header in several rows the lowest name counts. Each cell of a merged
    range has its value. Empty rows at the end are no rows. `header`: its row from 1, 0 for none.
    """
    top = header_row(grid, merges) if header is None else header - 1
    if top >= len(grid):
        raise TableError("no_header", name=name)
    if top < 0:
        width = max(i + 1 for row in grid for i, cell in enumerate(row) if cell.strip())
        grid, merges = [lettered(width), *grid], [(a + 1, b, c + 1, d) for a, b, c, d in merges]
        top = 0
    depth = max((last for first, _, last, _ in merges if first == top), default=top) + 1 - top
    if header is None and depth == 1 and _goes_on(grid, top):
        depth = 2
    levels = grid[top : top + depth]
    for first, left, _, right in merges:
        if top <= first < top + depth - 1:  # above the lowest: it is said of all the columns below it
            grid[first][left : right + 1] = [grid[first][left]] * len(grid[first][left : right + 1])
    width = max(i + 1 for row in grid[top:] for i, cell in enumerate(row) if cell.strip())
    names = [_name([level[i] for level in levels if level[i].strip()]) for i in range(width)]
    below = top + depth
    repeated: set[tuple[int, int]] = set()
    for first, left, last, right in merges:
        value = grid[first][left] if first < len(grid) and left < len(grid[first]) else ""
        for at in range(max(first, below), min(last + 1, len(grid))):
            row = grid[at]
            row[left : right + 1] = [value] * (right - left + 1)
            repeated |= {(at - below, column) for column in range(left, right + 1) if (at, column) != (first, left)}
    rows = [row[:width] for row in grid[below:]]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if len(rows) > MAX_ROWS:
        raise TableError("too_big", name=name, limit=f"{MAX_ROWS:,} แถว/rows")
    above = tuple(map(tuple, grid[:top])) if header != 0 else ()
    hidden = (unseen or Unseen()).below(below, int(header == 0))
    return Table(names, rows, sheet, frozenset(repeated), top + 1 if header != 0 else 0, above, hidden)


def _name(levels: list[str]) -> str:
    """Return the name of a column with these names one below the other: the lowest, with one above that asks for an
    opinion where it does not itself: «ปัญหา / ด้านคน»."""
    if not levels:
        return ""
    lowest = levels[-1]
    if asks(lowest) or personal(lowest):
        return lowest
    above = next((name for name in reversed(levels[:-1]) if asks(name) and name.strip() != lowest.strip()), "")
    return f"{above.strip()} / {lowest.strip()}" if above else lowest


def lettered(width: int) -> list[str]:
    """Return the names of the columns of a table without a header."""
    return [letter(column) for column in range(width)]


def header_row(grid: Grid, merges: Merges) -> int:
    """Return the first row that is neither empty nor a title.

    A title is one text merged over several columns, or alone in a row over wider ones. A row below that is twice as
    wide, and has more of the names that tables have, is the header instead; so is one below «อำเภอ | น้ำพอง».
    """
    titles = {first for first, left, _, right in merges if right > left}
    filled = [i for i, row in enumerate(grid) if any(cell.strip() for cell in row)]
    first = next((i for i in filled if i not in titles or _cells(grid[i]) > 1), filled[0])
    near = [i for i in filled if i >= first][:_LOOKED_AT]
    if _cells(grid[first]) > 1:
        if _is_label(grid[first]):
            named = (i for i in near if _known(grid[i]) > 1 and _known(grid[i]) * 2 >= _cells(grid[i]))
            return next(named, first)
        known, width = max(1, _known(grid[first])), _cells(grid[first])
        return next((i for i in near if _known(grid[i]) > known and _cells(grid[i]) >= 2 * width), first)
    # A title that nobody merged: the rows below it are wider.
    alone = [i for i in near[1:3] if comparable(next(filter(str.strip, grid[i]))) in _NOTES and _cells(grid[i]) == 1]
    if alone and all(_cells(grid[i]) == 1 for i in near):
        return alone[0]
    wider = [i for i in near if _cells(grid[i]) > 1]
    if len(wider) <= len(near) // 2 or (_known(grid[first]) and not _known(grid[wider[0]])):
        return first
    wider = [i for i in wider if not _is_label(grid[i])] or wider
    named = (i for i in wider if _known(grid[i]) > 1 and _cells(grid[i]) > _cells(grid[wider[0]]))
    return next(named, wider[0])


def _goes_on(grid: Grid, top: int) -> bool:
    """Return whether the row below has more names of columns: some where the header has a gap, and nothing else."""
    if top + 1 >= len(grid):
        return False
    above, below = grid[top], grid[top + 1]
    gaps = [i for i in range(1, len(above)) if not above[i].strip() and any(cell.strip() for cell in above[:i])]
    filled = [cell for cell in below if cell.strip()]
    named = _known(below) == len(filled) and all(len(cell) <= _LONGEST_OF_TWO for cell in filled)
    return len(filled) > 1 and named and any(i < len(below) and below[i].strip() for i in gaps)


def _is_label(row: list[str]) -> bool:
    """Return whether the row is one fact about the sheet: «อำเภอ | น้ำพอง»."""
    filled = [cell for cell in row if cell.strip()]
    return len(filled) == 2 and personal(filled[0]) and not _known(filled[1:])


def _cells(row: list[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _known(row: list[str]) -> int:
    """Return how many cells are names that columns have: of a person, a place, a question."""
    names = [cell for cell in row if cell.strip() and len(cell) <= _LONGEST_NAME]
    return sum(personal(name) or asks(name) or name.strip().casefold() in ("text", "note", "notes") for name in names)
