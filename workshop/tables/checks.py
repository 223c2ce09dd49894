"""Columns of check marks: «/» in the column of the category that a row is of."""

import re
from collections.abc import Sequence

_CHECKED = re.compile(r"[/✓✔☑√×✗☒●■]|[xX]|true", re.IGNORECASE)
_UNCHECKED = re.compile(r"false|☐|□|-", re.IGNORECASE)


def is_checked(cell: str) -> bool:
    return _CHECKED.fullmatch(cell.strip()) is not None


def of_checks(cells: Sequence[str]) -> bool:
    """Return whether the column has nothing but check marks, one at least."""
    filled = [cell for cell in cells if cell.strip()]
    return any(map(is_checked, filled)) and all(
        is_checked(cell) or _UNCHECKED.fullmatch(cell.strip()) for cell in filled
    )
