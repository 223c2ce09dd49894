"""The size of an ODS file's sheets: a cell and a row may stand for any number of equal ones."""

import io
from xml.etree import ElementTree

from workshop.tables.refusals import MAX_CELLS, TableError

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ROW, _CELLS = f"{_TABLE}table-row", (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


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


def _has_value(cell: ElementTree.Element) -> bool:
    """Return whether the cell is more than formatted. A reader does not go to the end of formatted cells."""
    return not all(key.endswith(("style-name", "-repeated", "-spanned", "validation-name")) for key in cell.attrib)


def _times(element: ElementTree.Element, what: str) -> int:
    return max(1, int(element.get(f"{_TABLE}number-{what}-repeated", "1")))
