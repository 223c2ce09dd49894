"""A table of texts, and its columns by name."""

from dataclasses import dataclass, field

from analysis.folding import comparable
from workshop.tables.echo import quoted
from workshop.tables.refusals import TableError
from workshop.tables.unseen import Unseen


def letter(column: int) -> str:
    """Return the column as a spreadsheet names it: 0 is A, 26 is AA."""
    name = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        name, column = chr(ord("A") + rest) + name, column - 1
    return name


@dataclass(frozen=True)
class Table:
    """`header`: the column names, unnamed columns ''. `rows`: each as long as the header, every cell as written.

    `sheet`: the sheet's name, '' in a text file. `repeated`: (row, column) of the cells that only repeat the first cell
    of their merged range. `top`: the header's row in the sheet, from 1; 0 for none: columns have letters. `above`: the
    rows above the header. `unseen`: what is hidden, its rows counted from 0 below the header.
    """

    header: list[str]
    rows: list[list[str]]
    sheet: str = ""
    repeated: frozenset[tuple[int, int]] = field(default=frozenset(), compare=False)
    top: int = field(default=1, compare=False)
    above: tuple[tuple[str, ...], ...] = field(default=(), compare=False)
    unseen: Unseen = field(default=Unseen(), compare=False)

    def column(self, *names: str) -> int:
        """Return the index of the first of `names` in the header. Raises TableError (`no_column`)."""
        found = self.find(*names)
        if found is None:
            raise TableError("no_column", wanted=quoted(names), found=quoted(self.header))
        return found

    def find(self, *names: str) -> int | None:
        """Return the index of the first of `names` in the header, or None; case, spaces and width do not matter."""
        return next(iter(self.every(*names)), None)

    def every(self, *names: str) -> list[int]:
        """Return the indexes of all columns that have the first of `names` that is in the header."""
        known = [comparable(name) for name in self.header]
        wanted = next((name for name in map(comparable, names) if name and name in known), None)
        return [i for i, name in enumerate(known) if name == wanted]
