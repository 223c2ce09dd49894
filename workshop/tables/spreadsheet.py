"""XLSX, XLS and ODS: the sheets of a workbook, as texts."""

import io
import math
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine

from workshop.tables.compound import check_compound
from workshop.tables.echo import quoted
from workshop.tables.formulas import Formulas, formulas_of
from workshop.tables.header import Grid, Merges, table_of
from workshop.tables.package import check_package
from workshop.tables.refusals import MAX_CELLS, TableError
from workshop.tables.table import Table


def read_sheets(data: bytes, name: str, wanted: tuple[str, ...] = (), header: int | None = None) -> list[Table]:
    """Read the visible sheets that are not empty, or the hidden ones if there is no other, or the wanted ones.

    A formula's value is the saved one. Every cell of a merged range has the range's value.
    Raises TableError: `damaged_workbook`, `locked_or_old_excel`, `formula_without_value`, `no_header`, `no_sheet`,
    `too_big`, `not_a_table`.
    """
    zipped = data.startswith(b"PK")
    if zipped:
        check_package(data, name)
    else:
        check_compound(data, name)
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        visible = python_calamine.SheetVisibleEnum.Visible
        sheets = {sheet.name: sheet.visible == visible for sheet in book.sheets_metadata}
        formulas = formulas_of(data) if zipped else {}
    except Exception as e:  # the reader raises an error of its own for each format
        raise TableError("damaged_workbook" if zipped else "locked_or_old_excel", name=name) from e
    missing = [sheet for sheet in wanted if sheet not in sheets]
    if missing:
        raise TableError("no_sheet", name=name, wanted=quoted(missing[:1]), found=quoted(list(sheets)))
    for chosen in [wanted] if wanted else [[s for s in sheets if sheets[s]], [s for s in sheets if not sheets[s]]]:
        found_tables = [_table(book, sheet, name, formulas.get(sheet, Formulas()), header) for sheet in chosen]
        if tables := [table for table in found_tables if table is not None]:
            hidden = tuple(sheet for sheet in sheets if not sheets[sheet] and sheet not in chosen)
            return [replace(tables[0], unseen=replace(tables[0].unseen, sheets=hidden)), *tables[1:]]
    raise TableError("no_header", name=name)


def cell_text(value: Any) -> str:
    """Return a cell's value as text: dates and times in ISO form, whole numbers without a point, '' for none."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
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


def _table(
    book: python_calamine.CalamineWorkbook, title: str, name: str, formulas: Formulas, header: int | None
) -> Table | None:
    """Return the sheet's table, None if it is empty. Raises TableError."""
    try:
        sheet = book.get_sheet_by_name(title)
        if sheet.total_height * sheet.total_width > MAX_CELLS:
            raise TableError("too_big", name=name, limit=f"{MAX_CELLS:,} ช่อง/cells")
        grid: Grid = [[cell_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        ranges = sheet.merged_cell_ranges or []
    except python_calamine.WorksheetNotFound:  # a sheet of which the workbook knows no more than the name
        return None
    except python_calamine.CalamineError as e:
        raise TableError("damaged_workbook", name=name) from e
    if formulas.never_calculated:
        raise TableError("formula_without_value", name=name, cell=formulas.never_calculated)
    width = max((len(row) for row in grid), default=0)
    for (row, column), error in formulas.errors.items():
        grid += [[""] * width for _ in range(row + 1 - len(grid))]
        width = max(width, column + 1)
        for each in grid:
            each += [""] * (width - len(each))
        grid[row][column] = error
    if not any(cell.strip() for row in grid for cell in row):
        return None
    merges: Merges = [(top, left, bottom, right) for (top, left), (bottom, right) in ranges]
    return table_of(grid, merges, title, name, header, formulas.unseen)
