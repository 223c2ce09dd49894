"""An ODS file's sheets: their size, as a cell and a row may stand for any number of equal ones; what they hide."""

import io
from xml.etree import ElementTree

from workshop.tables.refusals import MAX_CELLS, MAX_ROWS, TableError
from workshop.tables.unseen import MAX_COLUMNS, Unseen

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ROW, _CELLS = f"{_TABLE}table-row", (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_COLUMN = f"{_TABLE}table-column"
_ANNOTATION = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"
_HIDDEN = ("collapse", "filter")
_MOST_ROWS = 2 * MAX_ROWS  # titles and a header may stand above the rows of a table


def check_repeats(content: bytes, name: str) -> None:
    """Check `content.xml`, which has no document type. Raises TableError: `too_big`, `damaged_workbook`."""
    row = last = columns = 0
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(content)):
            if element.tag == f"{_TABLE}table":
                row = last = columns = 0
            if element.tag != _ROW:
                continue
            width = filled = 0
            for cell in element:
                if cell.tag in _CELLS:
                    width += _times(cell, "columns")
                    filled = width if len(cell) or _has_value(cell) else filled
            row += _times(element, "rows")
            last, columns = row if filled else last, max(columns, filled)
            if last * columns > MAX_CELLS:
                raise TableError("too_big", name=name, limit=f"{MAX_CELLS:,} ช่อง/cells")
            element.clear()
    except TableError:
        raise
    except (ElementTree.ParseError, ValueError) as e:
        raise TableError("damaged_workbook", name=name) from e


def unseen_in(content: bytes) -> dict[str, Unseen]:
    """Return what is hidden in each sheet, by its name. `content.xml` has passed `check_repeats`."""
    if not any(word in content for word in (b"collapse", b"filter", b"annotation")):
        return {}
    found: dict[str, Unseen] = {}
    title, row, column = "", 0, 0
    rows: set[int] = set()
    columns: set[int] = set()
    remarks = 0
    for event, element in ElementTree.iterparse(io.BytesIO(content), ("start", "end")):
        if element.tag == f"{_TABLE}table" and event == "start":
            title, row, column = element.get(f"{_TABLE}name", ""), 0, 0
            rows, columns, remarks = set(), set(), 0
        elif event == "start":
            continue
        elif element.tag == f"{_TABLE}table":
            found[title] = Unseen(frozenset(rows), frozenset(columns), remarks)
        elif element.tag == _COLUMN:
            column = _pass(element, "columns", column, columns, MAX_COLUMNS)
        elif element.tag == _ROW:
            remarks += sum(cell.find(_ANNOTATION) is not None for cell in element)
            row = _pass(element, "rows", row, rows, _MOST_ROWS)
            element.clear()
    return found


def _pass(element: ElementTree.Element, what: str, first: int, hidden: set[int], most: int) -> int:
    """Return the place behind the rows or columns for which the element stands; add the hidden ones to `hidden`."""
    behind = first + _times(element, what)
    if element.get(f"{_TABLE}visibility") in _HIDDEN:
        hidden.update(range(first, min(behind, most)))
    return behind


def _has_value(cell: ElementTree.Element) -> bool:
    """Return whether the cell is more than formatted. A reader does not go to the end of formatted cells."""
    return not all(key.endswith(("style-name", "-repeated", "-spanned", "validation-name")) for key in cell.attrib)


def _times(element: ElementTree.Element, what: str) -> int:
    return max(1, int(element.get(f"{_TABLE}number-{what}-repeated", "1")))
