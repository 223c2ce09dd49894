"""What stands around a table's notes: their category and group, in columns, headings or above; rows that are none."""

from collections.abc import Mapping, Sequence

from workshop.intake.carrying import Carried, below
from workshop.intake.headings import Heading, Headings, Of, headings
from workshop.intake.layout import Columns, Layout, name_of
from workshop.intake.rows import NoNote, no_notes
from workshop.tables import Table
from workshop.tables.checks import is_checked
from workshop.tables.personal import personal

# Empty cells for each filled one from which a column is taken for one of blocks.
_FEWEST, _FEWEST_IN_TEXT = 0.5, 1.0


class Around:
    """One table. `skipped`: {row: why} of the rows that are no notes; `carried`: columns with empty cells below others.

    `categories`: whether a column or a heading says the category of notes.
    """

    def __init__(
        self, table: Table, form: Layout, columns: Columns, keys: Mapping[str, str], groups: Sequence[str]
    ) -> None:
        self._table, self._form = table, form
        self.headings = headings(table, form, keys, groups) if columns.headings and not form.own else Headings()
        self.skipped = no_notes(table, [column for column, _ in form.notes])
        self.carried: list[Carried] = []
        self._groups = self._column(form.group, True, columns)
        self._categories = self._column(form.category, False, columns)
        self._skip_rows()
        if not columns.hidden:
            self.skipped |= dict.fromkeys(table.unseen.rows, NoNote.HIDDEN)
        self.categories = (
            form.category is not None
            or bool(form.checks)
            or any(each.of is Of.CATEGORY for each in self.headings.found)
        )

    def group(self, row: int, of_sheet: str) -> str:
        if self._form.group is not None:
            return self._groups[row]
        return (self.headings.groups[row] if self.headings.groups else "") or of_sheet

    def category(self, row: int, fixed: str | None, into: str | None) -> str:
        """Return the category as the file says it, "" where it does not, or where a person has chosen `into`.

        A heading wins over the name of the column that it stands in.
        """
        if self._form.category is not None and fixed is None:
            return self._categories[row].strip()
        if fixed is None and self._form.checks:
            return self._checked(row)
        of_heading = self.headings.categories[row] if self.headings.categories else ""
        return "" if fixed is None and into else of_heading or fixed or ""

    def _checked(self, row: int) -> str:
        """Return the category whose column is marked; of several, their names, so that a person says which is meant."""
        cells = self._table.rows[row]
        marked = [(column, key) for column, key in self._form.checks if is_checked(cells[column])]
        return marked[0][1] if len(marked) == 1 else " + ".join(name_of(self._table, column) for column, _ in marked)

    def _column(self, column: int | None, once: bool, columns: Columns) -> list[str]:
        """Return the cells of a column of groups or categories, carried down where that is meant."""
        if column is None:
            return []
        cells = ["" if row in self.skipped else written[column] for row, written in enumerate(self._table.rows)]
        if self._form.own:
            return cells
        # Each row with a time was sent by somebody, who may have left the cell empty; so may those of a list of texts.
        fewest = None if self._form.time is not None else _FEWEST if self._table.sheet else _FEWEST_IN_TEXT
        cells, empty = below(cells, self._with_notes(), once, columns.carry, fewest)
        if empty:
            carried = Carried(name_of(self._table, column), *empty)
            self.carried.append(carried)
            if carried.on:
                self._take_headings(column, Of.GROUP if once else Of.CATEGORY)
        return cells

    def _with_notes(self) -> list[int]:
        apart = self.skipped.keys() | self.headings.rows
        notes = [column for column, _ in self._form.notes]
        rows = enumerate(self._table.rows)
        return [row for row, cells in rows if row not in apart and any(cells[column].strip() for column in notes)]

    def _take_headings(self, column: int, of: Of) -> None:
        """Take the rows with a text in this column only, whose cell is carried down, for headings."""
        for row, cells in enumerate(self._table.rows):
            if not cells[column].strip() or row in self.skipped or row in self.headings.rows:
                continue
            others = (cell for at, cell in enumerate(cells) if at != column and (row, at) not in self._table.repeated)
            if not any(letter.isalpha() for cell in others for letter in cell):
                self.headings.found.append(Heading(self._table.sheet, row + 1, cells[column].strip(), of))
                self.headings.rows.add(row)

    def _skip_rows(self) -> None:
        """Skip rows of what is on notes in an own export, and rows with a text only where nothing is read."""
        form, table = self._form, self._table
        used = {column for column, _ in (*form.notes, *form.checks)} | {form.category, form.group, form.time}
        unread = [i for i, name in enumerate(table.header) if i not in used and not personal(name)]
        for row, cells in enumerate(table.rows):
            if form.own and form.own.attached(cells):
                self.skipped[row] = NoNote.ATTACHED
            elif form.own or form.by_row or row in self.skipped or row in self.headings.rows:
                continue
            elif not any(cells[column].strip() for column, _ in form.notes) and any(
                letter.isalpha() for column in unread for letter in cells[column]
            ):
                self.skipped[row] = NoNote.ELSEWHERE
