"""XLSX: the first sheet that is not empty, as texts."""

import io
import math
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from workshop.tables.delimited import MAX_ROWS
from workshop.tables.package import MAX_CELLS, check_package
from workshop.tables.refusals import TableError
from workshop.tables.table import Table

Grid = list[list[str]]


def read_spreadsheet(data: bytes, name: str) -> Table:
    """Read the first visible sheet that is not empty; a formula's value is the saved one.

    Every cell of a merged range has the range's value. Titles merged over several columns above the header are
    skipped; of a header in several rows the lowest name counts. Empty rows at the end are no rows.
    Raises TableError: `damaged_workbook`, `formula_without_value`, `no_header`, `too_big`, `not_a_table`.
    """
    check_package(data, name)
    sheet = _sheet(data, name, data_only=False)
    formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    if formulas:
        sheet = _sheet(data, name, data_only=True, title=sheet.title)
        uncalculated = next((cell for cell in formulas if sheet[cell].value is None), None)
        if uncalculated:
            raise TableError("formula_without_value", name=name, cell=uncalculated)
    grid = [[cell_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    return _table(grid, [r.bounds for r in sheet.merged_cells.ranges], name)


def cell_text(value: Any) -> str:
    """Return a cell's value as text: dates and times in ISO form, whole numbers without a point, '' for none."""
    if value is None:
        return ""
    if isinstance(value, str):
        return unescape(value)  # XLSX writes control characters as _x000D_
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, timedelta):
        return str(value - timedelta(microseconds=value.microseconds))
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _sheet(data: bytes, name: str, *, data_only: bool, title: str | None = None) -> Worksheet:
    try:
        book = load_workbook(io.BytesIO(data), data_only=data_only)
    except Exception as e:  # openpyxl raises almost any of Python's errors for a broken part
        raise TableError("damaged_workbook", name=name) from e
    sheets = [s for s in book.worksheets if title is None or s.title == title]
    for sheet in sorted(sheets, key=lambda s: s.sheet_state != "visible"):
        if sheet.max_row * sheet.max_column > MAX_CELLS:
            raise TableError("too_big", name=name, limit=f"{MAX_CELLS:,} ช่อง/cells")
        if any(cell_text(v).strip() for row in sheet.iter_rows(values_only=True) for v in row):
            return sheet
    raise TableError("no_header", name=name)


def _table(grid: Grid, merges: list[tuple[int, int, int, int]], name: str) -> Table:
    """`merges`: (first column, first row, last column, last row), counted from 1 as openpyxl does."""
    top = _header_row(grid, merges)
    depth = max((last for _, first, _, last in merges if first == top + 1), default=top + 1) - top
    levels = grid[top : top + depth]
    width = max(i + 1 for row in grid[top:] for i, cell in enumerate(row) if cell.strip())
    header = [next((level[i] for level in reversed(levels) if level[i].strip()), "") for i in range(width)]
    for left, first, right, last in merges:
        for row in grid[max(first - 1, top + depth) : last]:
            row[left - 1 : right] = [grid[first - 1][left - 1]] * (right - left + 1)
    rows = [row[:width] for row in grid[top + depth :]]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if len(rows) > MAX_ROWS:
        raise TableError("too_big", name=name, limit=f"{MAX_ROWS:,} แถว/rows")
    return Table(header, rows)


def _header_row(grid: Grid, merges: list[tuple[int, int, int, int]]) -> int:
    """Return the first row that is neither empty nor a title, which is one text merged over several columns."""
    titles = {first - 1 for left, first, right, _ in merges if right > left}
    filled = [i for i, row in enumerate(grid) if any(cell.strip() for cell in row)]
    for i in filled:
        if i not in titles or sum(bool(cell.strip()) for cell in grid[i]) > 1:
            return i
    return filled[0]
