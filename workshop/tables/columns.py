"""The column of a form that has the notes, and the columns with text beside it."""

import re
from collections import Counter
from collections.abc import Collection

from workshop.tables.echo import quoted
from workshop.tables.machine_text import mostly_by_machine
from workshop.tables.personal import asks, personal
from workshop.tables.refusals import TableError
from workshop.tables.table import Table, letter

_SAME = 0.8  # share of the rows in which a consent has the same words
_CHOSEN = 0.5  # share of different answers of a question with a list to choose from
_FEW = 4
_BETWEEN_CHOICES = re.compile(r"[,;\n]+")


def guess_text_column(table: Table) -> int:
    """Return the index of the column with the most letters that are not there again and again.

    Left out are columns about the sender, of links, ids, dates and numbers, and with the same words in nearly every
    row; a question with a list to choose from only counts if there is no other. A table's only column is its notes.
    Raises TableError (`no_text_column`).
    """
    cells = list(map(list, zip(*table.rows, strict=True))) or [[] for _ in table.header]
    named = [i for i, name in enumerate(table.header) if name.strip() or any(cell.strip() for cell in cells[i])]
    candidates = named if len(named) == 1 else [i for i in named if not personal(table.header[i])]
    ranked = {i: (*_rank(table.header[i], cells[i]), -i) for i in candidates if has_text(cells[i])}
    if not ranked:
        raise TableError("no_text_column", found=quoted(table.header))
    return max(ranked, key=lambda i: ranked[i])


def with_text(table: Table, read: Collection[int], apart: Collection[int] = ()) -> list[str]:
    """Return the names of the columns that have text and are not among `read`; unnamed ones by their letter.

    Rows in `apart` do not count.
    """
    rows = [cells for row, cells in enumerate(table.rows) if row not in apart] if apart else table.rows
    others = [i for i in range(len(table.header)) if i not in read and has_text([row[i] for row in rows])]
    return [table.header[i].strip() or letter(i) for i in others]


def has_text(cells: list[str]) -> bool:
    """Return whether people typed the column: it has letters, and most cells are not by a machine."""
    return any(c.isalpha() for cell in cells for c in cell) and not mostly_by_machine(cells)


def _rank(name: str, cells: list[str]) -> tuple[bool, bool, bool, int]:
    """Not the same in each row, not chosen from a list, asks for an opinion, letters of what is different."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    counts = Counter(filled)
    same = len(filled) > 1 and counts.most_common(1)[0][1] >= _SAME * len(filled)
    pieces = Counter(piece.strip() for cell in filled for piece in _BETWEEN_CHOICES.split(cell))
    # Of a list from which people choose several, the choices come again, their combinations need not.
    chosen = len(filled) >= _FEW and (len(counts) <= _CHOSEN * len(filled) or len(pieces) <= _CHOSEN * pieces.total())
    return not same, not chosen, asks(name), sum(c.isalpha() for piece in pieces for c in piece)
