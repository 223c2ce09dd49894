"""CSV and TSV: the delimiter, the quotes, the rows."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from workshop.tables.refusals import TableError
from workshop.tables.table import Table

MAX_ROWS = 200_000
# The delimiter of a file with one column: a character that nobody types.
_NO_DELIMITER = "\N{INFORMATION SEPARATOR ONE}"
_SAMPLE_ROWS = 200


def read_delimited(text: str, name: str) -> Table:
    """Read CSV or TSV text. Blank lines are no rows; a row of empty cells is one.

    Raises TableError: `no_header`, `too_many_cells`, `broken_quotes`, `cell_too_big`, `too_big`.
    """
    text, declared = _declared_delimiter(text)
    delimiter = declared or sniff_delimiter(text)
    quoted = not (delimiter == "\t" and _quotes_are_text(text))
    records = _records(text, delimiter, name, quoted)
    header = next((cells for _, cells in records if any(cell.strip() for cell in cells)), None)
    if header is None:
        raise TableError("no_header", name=name)
    rows: list[list[str]] = []
    for line, cells in records:
        if any(cell.strip() for cell in cells[len(header) :]):
            shown = "tab" if delimiter == "\t" else f"“{delimiter}”"
            raise TableError("too_many_cells", name=name, line=line, delimiter=shown)
        rows.append(cells[: len(header)] + [""] * (len(header) - len(cells)))
        if len(rows) > MAX_ROWS:
            raise TableError("too_big", name=name, limit=f"{MAX_ROWS:,} แถว/rows")
    return Table(header, rows)


def sniff_delimiter(text: str) -> str:
    """Return the one of tab, comma and semicolon that splits most rows as it splits the header."""

    def fit(delimiter: str) -> tuple[float, int]:
        found = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            widths = [len(cells) for cells in islice(filter(None, found), _SAMPLE_ROWS)]
        except csv.Error:  # a cell over the module's limit, reported when the file is read
            widths = []
        if not widths or widths[0] < 2:
            return (-1.0, 0)
        same = sum(width == widths[0] for width in widths[1:])
        return (same / max(1, len(widths) - 1), widths[0])

    fits = {delimiter: fit(delimiter) for delimiter in ("\t", ",", ";")}
    best = max(fits, key=lambda delimiter: fits[delimiter])
    return best if fits[best][1] else _NO_DELIMITER


def _declared_delimiter(text: str) -> tuple[str, str | None]:
    """Return the text without Excel's first line `sep=;`, and the delimiter that it declares."""
    first, _, rest = text.partition("\n")
    if first.rstrip("\r").lower() in ("sep=,", "sep=;", "sep=\t"):
        return rest, first[4]
    return text, None


def _quotes_are_text(text: str) -> bool:
    """Return whether the quotes of a TSV do not pair up, so that people typed them."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True):
            pass
    except csv.Error:
        return True
    return False


def _records(text: str, delimiter: str, name: str, quoting: bool) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank with the number of its last line."""
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        strict=quoting,
        quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE,
    )
    try:
        for cells in reader:
            if cells:
                yield reader.line_num, cells
    except csv.Error as fault:
        code = "cell_too_big" if "limit" in str(fault) else "broken_quotes"
        raise TableError(code, name=name, line=reader.line_num) from fault
