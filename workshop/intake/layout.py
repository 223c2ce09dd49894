"""Which columns of a table are the notes, their category and their group."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from analysis.folding import comparable
from workshop import places
from workshop.domain.written_names import bare
from workshop.intake.own import Own, own_export
from workshop.intake.questions import questions, same_category
from workshop.tables import Table, TableError, guess_text_column, quoted
from workshop.tables.checks import of_checks
from workshop.tables.columns import has_text
from workshop.tables.names import plain_names
from workshop.tables.personal import about_sender, asks, personal
from workshop.tables.table import letter

TEXT = ("text", "ข้อความ", "ความเห็น", "ความคิดเห็น", "ความเห็นของท่าน", "note", "notes", "comment", "opinion")
CATEGORY = ("category", "ประเภท", "ประเภทความเห็น", "ประเภทของความเห็น", "หมวด", "หมวดหมู่")
GROUP = ("group", "กลุ่ม", "กลุ่มที่", "กลุ่มย่อย", "กลุ่มของท่าน", "โต๊ะ", "อำเภอ", "district")
TIME = (
    *("ประทับเวลา", "timestamp", "วันที่", "วันเวลา", "วันที่ส่ง", "วันที่บันทึก", "ส่งเมื่อ", "date", "submitted_at", "submitted at"),
    *("_submission_time", "submissiondate", "completiontime", "เวลาที่ส่ง", "sent at", "datesubmitted"),
    *("submitdate.datesubmitted", "เวลาเสร็จสมบูรณ์", "วันที่และเวลา"),
)
_GROUPS_OF_SENDER = ("กลุ่ม", "โต๊ะ", "อำเภอ")


@dataclass(frozen=True)
class Columns:
    """The options: column names, `into` = the category of rows that name none, the name of the source.

    `days`: "day_first" or "month_first" of days in numbers, "none" to take none, "" where nobody has said.

    `means`: what names of categories and groups in the file mean in the workshop, by `comparable`; "" for none.
    `given`: columns that a person gave a category, by `comparable`; "" leaves one out.
    `headings`: rows with nothing but a group or a category count for those below. `carry`: so does a cell of groups or
    categories for empty ones below it; None where nobody has said. `hidden`: read hidden rows and
    columns too. `split`: each item of a list in a cell is a note. `file`: its name, "" for a pasted text; `of_file`: it
    may say the group of the notes, where nothing in the file does.
    """

    text: str | None = None
    category: str | None = None
    group: str | None = None
    into: str | None = None
    source: str = ""
    time: str | None = None
    days: str = ""
    means: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    headings: bool = True
    hidden: bool = True
    split: bool = False
    carry: bool | None = None
    file: str = ""
    of_file: bool = True

    def meant(self, written: str) -> str:
        """Return the name in the workshop of what stands in the file."""
        return self.means.get(comparable(written), written) if self.means else written


@dataclass(frozen=True)
class Layout:
    """What the columns of a table are.

    notes   (column, category or None) of the columns with notes
    by_row  whether each row is a note, also an empty one
    time    the column with the times of the notes, or None
    checks  (column, category) of columns with a mark in the rows of this category
    sure    0 guessed, 1 found by names, 2 an export of Laena's own
    """

    notes: list[tuple[int, str | None]]
    category: int | None
    group: int | None
    by_row: bool
    sure: int
    own: Own | None = None
    checks: tuple[tuple[int, str], ...] = ()
    time: int | None = None


def layout(table: Table, columns: Columns, keys: Mapping[str, str]) -> Layout:
    """Return which columns are what. Raises TableError."""
    given = _given(table, columns)
    form = replace(_of_notes(table, columns, keys, any(given.values())), time=_find(table, columns.time, TIME))
    form = _as_given(form, given) if given else form
    if columns.hidden or not table.unseen.columns:
        return form
    return replace(form, notes=[(column, key) for column, key in form.notes if column not in table.unseen.columns])


def may_be_note(table: Table, form: Layout, keys: Mapping[str, str]) -> bool:
    """Return whether the row that is taken for the header may be a note: none of its names is known."""
    if form.sure or not table.top or any(same_category(name, keys) for name in table.header):
        return False
    return len(table.header) == 1 or not any(asks(name) or personal(name) for name in table.header)


def name_of(table: Table, column: int) -> str:
    """Return the name by which a person means the column: its own, or its letter."""
    return table.header[column].strip() or letter(column)


def _given(table: Table, columns: Columns) -> dict[int, str]:
    """Return {column: category, "" for none} of the columns that a person gave one."""
    if not columns.given:
        return {}
    named = {i: comparable(name_of(table, i)) for i in range(len(table.header))}
    return {i: columns.given[name] for i, name in named.items() if name in columns.given}


def _as_given(form: Layout, given: Mapping[int, str]) -> Layout:
    """Return the layout with the notes that a person gave a category, without the columns that were left out."""
    notes = [(column, category) for column, category in form.notes if column not in given]
    notes = sorted([*notes, *((column, key) for column, key in given.items() if key)])
    category, group, time = (None if column in given else column for column in (form.category, form.group, form.time))
    by_row = form.by_row and notes == form.notes
    sure = max(form.sure, int(any(given.values())))
    return replace(form, notes=notes, category=category, group=group, time=time, by_row=by_row, sure=sure)


def _of_notes(table: Table, columns: Columns, keys: Mapping[str, str], elsewhere: bool) -> Layout:
    """Return the layout without what a person gave a category. `elsewhere`: they did, so that nothing is guessed."""
    group = _find(table, columns.group, GROUP)
    if group is None:
        group = next((i for i, name in enumerate(table.header) if about_sender(name) in _GROUPS_OF_SENDER), None)
    category = _find(table, columns.category, CATEGORY)
    own = own_export(table) if columns.text is None else None
    if own is not None:
        return Layout([(table.column(own.note), None)], category, group, True, 2, own)
    named = table.every(*TEXT)
    if not (columns.text or columns.category or columns.into or named):
        asked = _questions(table, keys)
        if len(asked) > 1 or (asked and category is None):
            return Layout(asked, None, group, False, 1)
    if columns.text is not None:
        table.column(columns.text)
        named = table.every(columns.text)
    text = named or ([] if elsewhere and columns.into is None else [_guessed(table)])
    checks = _checks(table, keys) if category is None else ()
    sure = 1 if named or checks else 0
    return Layout([(column, None) for column in text], category, group, len(text) == 1, sure, checks=checks)


def _guessed(table: Table) -> int:
    """Return the column that is guessed to have the notes. Raises TableError, also for one column a district."""
    districts = [name for name in table.header if places.is_district(bare(name))]
    if len(districts) > 1:
        raise TableError("districts_as_columns", found=quoted(districts))
    return guess_text_column(table)


def _checks(table: Table, keys: Mapping[str, str]) -> tuple[tuple[int, str], ...]:
    found = questions(table.header, keys)
    return tuple((column, key) for column, key in found if of_checks([row[column] for row in table.rows]))


def _questions(table: Table, keys: Mapping[str, str]) -> list[tuple[int, str | None]]:
    """Return (column, category) of the questions; where the name is only alike, its cells must be texts."""
    return [
        (column, key)
        for column, key in questions(table.header, keys)
        if _answers_it(table.header[column], [row[column] for row in table.rows], keys)
    ]


def _answers_it(name: str, cells: list[str], keys: Mapping[str, str]) -> bool:
    """Return whether the cells may be answers: texts, or no check marks below the very name of a category."""
    return not of_checks(cells) and (comparable(name) in keys or has_text(cells))


def _find(table: Table, wanted: str | None, usual: tuple[str, ...]) -> int | None:
    """Return the wanted column (raises TableError if missing), else a usual one, also a numbered one, else None."""
    if wanted is not None:
        return table.column(wanted)
    found = table.find(*usual)
    if found is not None:
        return found
    known = {comparable(name) for name in usual}
    return next((i for i, name in enumerate(table.header) if known.intersection(plain_names(name))), None)
