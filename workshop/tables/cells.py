"""References of cells in the XML of a sheet: how far it reaches, before anything is unpacked for it."""

import re
from dataclasses import dataclass

from workshop.tables.refusals import MAX_CELLS

_ATTRIBUTES = rb"(?:[^>\"']|\"[^\"]*\"|'[^']*')*"
# A cell with something in it: <c …>, not <c …/>, which is only formatted. Rows count where their cells have no names.
_CELL = re.compile(rb"<(?:\w+:)?(c|row)(?=[\s>])(" + _ATTRIBUTES + rb")(?<!/)>")
_NAMED = re.compile(rb"(?<![\w:])r\s*=\s*[\"']([A-Za-z]*)(\d+)[\"']")
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")


@dataclass
class Extent:
    """The last row and column with a cell, and cells without a name, whose column is the one after the former."""

    row: int = 0
    column: int = 0
    rows: int = 0
    last_row: int = 0
    unnamed: int = 0

    @property
    def cells(self) -> int:
        """Return the most cells that a reader makes of the sheet."""
        rows = max(self.row, self.last_row + self.rows) if self.unnamed else self.row
        return rows * (self.column + self.unnamed)

    def add(self, xml: bytes, known: int) -> None:
        """Take the cells that end after byte `known`."""
        for match in _CELL.finditer(xml):
            if match.end() <= known:
                continue
            named = _NAMED.search(match[2])
            if match[1] == b"row":
                self.rows += named is None
                self.last_row = max(self.last_row, int(named[2]) if named else 0)
            elif named is None or not named[1]:
                self.unnamed += 1
            else:
                self.row = max(self.row, int(named[2]))
                self.column = max(self.column, column_number(named[1].decode()))


def column_number(letters: str) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for each in letters.upper():
        number = number * 26 + ord(each) - ord("A") + 1
    return number


def area(reference: str) -> int:
    """Return how many cells the range has; more than allowed for whole columns and rows, 0 for what is none."""
    match = _RANGE.fullmatch(reference)
    if match is None:
        return MAX_CELLS + 1 if ":" in reference else 0
    left, top, right, bottom = match[1], match[2], match[3] or match[1], match[4] or match[2]
    return abs(column_number(right) - column_number(left) + 1) * abs(int(bottom) - int(top) + 1)
