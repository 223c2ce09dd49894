"""CSV and TSV: the delimiter, the quotes, the rows."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from workshop.tables.header import header_row, lettered
from workshop.tables.refusals import MAX_ROWS, TableError
from workshop.tables.table import Table

# The delimiter of a file with one column: a character that nobody types.
_NO_DELIMITER = "\N{INFORMATION SEPARATOR ONE}"
_DELIMITERS = frozenset("\t,;|")
_SAMPLE_ROWS = 200
_DECLARED = re.compile(r"\"?sep=([,;\t|])\"?(?:\r\n|\n|\r)", re.IGNORECASE)
# A time, a sender and a message, as LINE (on a phone with tabs, on a computer with blanks) and WhatsApp save a chat.
_SENT = re.compile(
    r"(?:\d{1,2}:\d{2}(?: ?[AP]M)?|\d{1,2}[.:]\d{2} น\.)\t[^\t]+\t"
    r"|\[?\d{1,4}[/.]\d{1,2}[/.]\d{1,4},? \d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?(?:\]| -) [^:]{1,60}: ",
    re.IGNORECASE,
)
_SENT_AFTER_A_BLANK = re.compile(r"\d{1,2}:\d{2} \S+ \S")
_CHAT_BEGINS = re.compile(r"\[LINE\]|chat history (?:in|with) |ประวัติการแชท|บันทึกการแชท", re.IGNORECASE)
_DAY_OF_CHAT = re.compile(r"\d{4}[./]\d{1,2}[./]\d{1,2}(?:\(| วัน| [a-z]+day\b)", re.IGNORECASE)
_CHAT_SAMPLE = 20_000


def read_delimited(text: str, name: str, header: int | None = None) -> Table:
    """Read CSV or TSV text. Blank lines are no rows; a row of empty cells is one. `header`: as in `read_tables_bytes`.

    Raises TableError: `no_header`, `too_many_cells`, `broken_quotes`, `cell_too_big`, `too_big`.
    """
    if _is_line_chat(text):
        raise TableError("line_chat", name=name)
    text, declared = _declared_delimiter(text)
    delimiter = declared or sniff_delimiter(text)
    listed = delimiter == _NO_DELIMITER and not _DELIMITERS & set(text.strip().splitlines()[0])
    quoted = not _quotes_are_text(text, delimiter, delimiter == "\t" or listed)
    records: list[tuple[int, list[str]]] = []
    for record in _records(text, delimiter, name, quoted):
        records.append(record)
        if len(records) > MAX_ROWS + 1:
            raise TableError("too_big", name=name, limit=f"{MAX_ROWS:,} แถว/rows")
    if not any(cell.strip() for _, cells in records for cell in cells):
        raise TableError("no_header", name=name)
    if header == 0:
        records.insert(0, (0, lettered(max(len(cells) for _, cells in records))))
    top = max(0, header - 1) if header is not None else header_row([row for _, row in records[:_SAMPLE_ROWS]], [])
    if top >= len(records):
        raise TableError("no_header", name=name)
    names = records[top][1]
    rows: list[list[str]] = []
    for line, cells in records[top + 1 :]:
        if any(cell.strip() for cell in cells[len(names) :]):
            shown = "tab" if delimiter == "\t" else f"“{delimiter}”"
            raise TableError("too_many_cells", name=name, line=line, delimiter=shown)
        rows.append(cells[: len(names)] + [""] * (len(names) - len(cells)))
    above = tuple(tuple(cells) for _, cells in records[:top])
    return Table(names, rows, top=top + 1 if header != 0 else 0, above=above)


def sniff_delimiter(text: str) -> str:
    """Return the one of tab, comma, semicolon and bar that splits most rows as it splits the header."""

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

    fits = {delimiter: fit(delimiter) for delimiter in sorted(_DELIMITERS)}
    best = max(fits, key=lambda delimiter: fits[delimiter])
    return best if fits[best][1] else _NO_DELIMITER


def _declared_delimiter(text: str) -> tuple[str, str | None]:
    """Return the text without Excel's first line `sep=;`, and the delimiter that it declares."""
    match = _DECLARED.match(text)
    return (text[match.end() :], match[1]) if match else (text, None)


def _is_line_chat(text: str) -> bool:
    """Return whether the text begins as a saved chat, or most of its lines are a time, a sender and a message."""
    lines = [line for line in text[:_CHAT_SAMPLE].splitlines() if line.strip()]
    if not lines or _CHAT_BEGINS.match(lines[0].strip()):
        return bool(lines)
    # A header whose columns are those of its rows is no chat: people note the time of what was said too.
    if "\t" in lines[0] and not _SENT.match(lines[0]):
        return False
    sent = sum(_SENT.match(line) is not None for line in lines)
    if _DAY_OF_CHAT.match(lines[0]):
        sent += sum(_SENT_AFTER_A_BLANK.match(line) is not None for line in lines)
    return sent * 2 > len(lines)


def _quotes_are_text(text: str, delimiter: str, surely: bool) -> bool:
    """Return whether the quotes do not pair up, so that people typed them.

    In a TSV and a list that is enough (`surely`). Else each row must have as many cells without them as the header, and
    no cell may begin with a quote that does not end.
    """
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error:
        if surely:
            return True
    else:
        return False
    try:
        rows = list(
            filter(None, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE))
        )
    except csv.Error:
        return False
    return all(
        len(row) == len(rows[0]) and not any(cell.startswith('"') and cell.count('"') % 2 for cell in row)
        for row in rows
    )


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
