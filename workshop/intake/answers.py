"""The notes of a file's tables, with ids of their rows that are the same when the file is imported again."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from analysis.folding import comparable
from workshop.domain.written_names import category_keys, same_group
from workshop.intake.around import Around
from workshop.intake.carrying import Carried
from workshop.intake.days import Days, read_days
from workshop.intake.file_names import OfFile, group_of_file
from workshop.intake.headings import Heading
from workshop.intake.layout import Columns, Layout, layout, may_be_note, name_of
from workshop.intake.lists import items, without_mark
from workshop.intake.new_groups import named_by_person
from workshop.intake.questions import category_of, same_category
from workshop.intake.rows import NoNote, is_error
from workshop.messages.incoming import ImportedNote
from workshop.tables import Table, TableError, quoted, with_text


class NoCategory(Exception):
    """The notes have no category. `thai` and `english` say what to do on the command line."""

    def __init__(self, thai: str, english: str, found: "Found | None" = None) -> None:
        super().__init__(f"{thai} / {english}")
        self.thai, self.english, self.found = thai, english, found


@dataclass(frozen=True)
class Answer:
    """`row`: counted from 1 below the header; `sheet`: "" in a text file."""

    row: int
    note: ImportedNote
    sheet: str = ""


@dataclass
class Found:
    """The notes of a file.

    read      (sheet, column, category or "") of the columns that were read as notes
    others    names of columns with text that were read neither as notes nor as category or group
    no_notes  (sheet, row from 1, why) of rows that are no notes
    passed    sheets that were not read
    headings  rows that count for those below them
    lists     cells with several items; marks: notes that had a mark before them
    hidden    hidden rows with notes; hidden_columns: hidden ones with notes; remarks: cells with one attached
    carried   columns whose cells count, or could, for empty ones below
    chosen    the tables that were read, with their layouts
    days      what the columns of times say
    of_file   the group that the file's name says, where nothing in the file names one
    headers   first rows that are taken for headers, of tables whose columns have no name that is known
    """

    answers: list[Answer] = field(default_factory=list)
    read: list[tuple[str, str, str]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    no_notes: list[tuple[str, int, NoNote]] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    chosen: list[tuple[Table, Layout]] = field(default_factory=list)
    days: Days = field(default_factory=Days)
    lists: int = 0
    marks: int = 0
    hidden: int = 0
    hidden_columns: list[str] = field(default_factory=list)
    remarks: int = 0
    headings: list[Heading] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)
    of_file: OfFile | None = None
    headers: list[str] = field(default_factory=list)

    def take_unseen(self, table: Table, form: Layout, around: Around) -> None:
        """Count what a person may not see in the table: hidden rows and columns with notes, remarks on cells."""
        unseen = table.unseen
        self.remarks += unseen.remarks
        filled = (row for row in unseen.rows if row < len(table.rows) and row not in around.headings.rows)
        notes = [column for column, _ in form.notes]
        self.hidden += sum(any(table.rows[row][column].strip() for column in notes) for row in filled)
        self.hidden_columns += [name_of(table, column) for column in notes if column in unseen.columns]


def answers(
    tables: Sequence[Table], columns: Columns, categories: Sequence[Mapping[str, str]], groups: Sequence[str] = ()
) -> Found:
    """Return the notes of the tables. Raises TableError for a missing column, NoCategory.

    Of several sheets those count whose columns are known by their names; a cover sheet is passed over. The name of a
    sheet is the group, or the category, of its notes where no column says it.
    """
    keys = category_keys(categories)
    columns = replace(columns, given={name: _key_of(written, keys) for name, written in columns.given.items()})
    if columns.into is not None:
        _key_of(columns.into, keys)
    default = columns.into or (categories[0]["key"] if len(categories) == 1 else "")
    chosen = _chosen(tables, columns, keys)
    _check_given(tables, columns)
    found = Found(
        chosen=chosen,
        passed=[table.sheet for table in tables if table.sheet not in [each.sheet for each, _ in chosen]]
        + [sheet for table in tables for sheet in table.unseen.sheets],
    )
    seen: Counter[str] = Counter()
    names_group = False
    key_of = lru_cache(lambda written: keys.get(comparable(written), written))

    @lru_cache(None)
    def meant(written: str) -> str:
        name = columns.meant(written)
        return name if comparable(name) in keys else same_category(name, keys) or name

    for table, form in chosen:
        around = Around(table, form, columns, keys, groups)
        of_sheet = columns.into or category_of(table.sheet, keys) or default
        if not (of_sheet or around.categories) and any(category is None for _, category in form.notes):
            raise NoCategory(
                "ไฟล์นี้ไม่มีคอลัมน์ประเภท ระบุด้วย --into ประเภท หรือ --category คอลัมน์",
                "the file has no category column: say --into CATEGORY or --category COLUMN",
                found,
            )
        group = table.sheet if _is_group(table.sheet, groups, keys, len(chosen)) else ""
        for row, column, fixed in _cells(table, form, around, found):
            written = table.rows[row]
            category = around.category(row, fixed, columns.into) or of_sheet
            # Of the whole row, so that a longer file adds only its new rows; equal rows are numbered.
            content = json.dumps([columns.source, key_of(category), written[column], written])
            seen[content] += 1
            named = around.group(row, group)
            if form.own:
                named, category = form.own.group(named), form.own.text(category)
            # After the id, which is of what the file says.
            of_row = meant(category), columns.meant(named)
            names_group = names_group or bool(named.strip())
            texts, parts = _texts(written[column], form, columns, found)
            ids = [_id(f"{content}{seen[content]}" + (f"/{place}" if place else "")) for place in range(len(texts))]
            cell = (ids[0], written[column]) if len(texts) > 1 else ("", "")
            for note_id, text in zip(ids, texts, strict=True):
                note = ImportedNote(note_id, text, *of_row, cell=cell[0], whole=cell[1], parts=parts)
                found.answers.append(Answer(row + 1, note, table.sheet))
        found.take_unseen(table, form, around)
        found.headings += around.headings.found
        found.carried += around.carried
        _name_columns(table, form, around, found)
        if may_be_note(table, form, keys):
            found.headers.append(" · ".join(name.strip() for name in table.header if name.strip()))
    _take_days(found, columns)
    if not (names_group or any(form.own for _, form in chosen)):
        # An export of Laena's own has left out the groups that it may not name.
        _take_group_of_file(found, columns, groups)
    return found


def _key_of(written: str, keys: Mapping[str, str]) -> str:
    """Return the key of the category that a person chose, "" for none. Raises NoCategory."""
    key = keys.get(comparable(written)) or same_category(written, keys) if written.strip() else ""
    if key is None:
        raise NoCategory(f"ไม่มีประเภท {quoted([written])}", f"there is no category {quoted([written])}")
    return key


def _check_given(tables: Sequence[Table], columns: Columns) -> None:
    """Raise TableError (`no_column`) for a column with a category that no table has."""
    names = [name_of(table, column) for table in tables for column in range(len(table.header))]
    known = set(map(comparable, names))
    for name in columns.given:
        if name not in known:
            raise TableError("no_column", wanted=quoted([name]), found=quoted(list(dict.fromkeys(names))))


def _id(content: str) -> str:
    """Return what tells the row from others. It is stored nowhere: see marks.of_row."""
    return f"i{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}"


def _texts(cell: str, form: Layout, columns: Columns, found: Found) -> tuple[list[str], tuple[str, ...]]:
    """Return the cell's note without its mark, or the notes of a list in it where a person asked for that; the items
    of a list that stays whole."""
    if form.own:
        return [form.own.text(cell)], ()
    listed = items(cell)
    if len(listed) > 1:
        found.lists += 1
        return (listed, ()) if columns.split else ([cell], tuple(listed))
    plain = without_mark(cell)
    found.marks += plain != cell
    return [plain], ()


def _take_days(found: Found, columns: Columns) -> None:
    """Give the notes their days."""
    rows: dict[str, dict[int, None]] = defaultdict(dict)
    for answer in found.answers:
        rows[answer.sheet][answer.row] = None
    days, found.days = read_days([(table, form.time, rows[table.sheet]) for table, form in found.chosen], columns)
    if days:
        found.answers = [
            replace(answer, note=replace(answer.note, at=days.get((answer.sheet, answer.row), 0)))
            for answer in found.answers
        ]


def _take_group_of_file(found: Found, columns: Columns, groups: Sequence[str]) -> None:
    """Give the notes the group that the file's name says."""
    group = group_of_file(columns.file, groups) if columns.file and found.answers else ""
    if not group:
        return
    found.of_file = OfFile(group, len(found.answers), columns.of_file)
    if columns.of_file:
        found.answers = [replace(each, note=_of_group(each.note, group, columns)) for each in found.answers]


def _of_group(note: ImportedNote, group: str, columns: Columns) -> ImportedNote:
    """Return the note of this group; equal rows in the files of two groups are two notes, so it has another id."""
    cell = _id(f"{note.cell}/{group}") if note.cell else ""
    return replace(note, id=_id(f"{note.id}/{group}"), group=columns.meant(group), cell=cell)


def _is_group(sheet: str, groups: Sequence[str], keys: Mapping[str, str], sheets: int) -> bool:
    """Return whether the sheet's name is a group: one of the workshop's, or of several that people named."""
    if not sheet or category_of(sheet, keys):
        return False
    return same_group(groups, sheet) or (sheets > 1 and named_by_person(sheet))


def _chosen(tables: Sequence[Table], columns: Columns, keys: Mapping[str, str]) -> list[tuple[Table, Layout]]:
    """Return the tables that have notes, with their layouts. Raises the TableError of the first if none has."""
    found: list[tuple[Table, Layout]] = []
    fault: TableError | None = None
    for table in tables:
        try:
            found.append((table, layout(table, columns, keys)))
        except TableError as error:
            fault = fault or error
    if not found:
        raise fault or TableError("no_text_column", found="-")
    surest = max(form.sure for _, form in found)
    best = [(table, form) for table, form in found if form.sure == surest]
    if surest:
        return best
    # Guessed: the table with the most rows, and those with the same header.
    most = max(best, key=lambda pair: len(pair[0].rows))[0]
    return [(table, form) for table, form in best if table.header == most.header]


def _cells(table: Table, form: Layout, around: Around, found: Found) -> Iterator[tuple[int, int, str | None]]:
    """Yield (row, column, its category or None) of each note; add the rows that are none to `found`."""
    for row, written in enumerate(table.rows):
        if row in around.headings.rows or not any(cell and not cell.isspace() for cell in written):
            continue
        if row in around.skipped:
            found.no_notes.append((table.sheet, row + 1, around.skipped[row]))
            continue
        for column, fixed in form.notes:
            if (row, column) in table.repeated or (not form.by_row and not written[column].strip()):
                continue
            if is_error(written[column]):
                found.no_notes.append((table.sheet, row + 1, NoNote.ERROR))
                continue
            yield row, column, fixed


def _name_columns(table: Table, form: Layout, around: Around, found: Found) -> None:
    used = {column for column, _ in (*form.notes, *form.checks)} | {form.category, form.group, form.time}
    for column, category in form.notes:
        found.read.append((table.sheet, name_of(table, column), category or ""))
    # A text that stands in the rows that are named as no notes is no reason to name its column.
    apart = {row for row, why in around.skipped.items() if why is not NoNote.ELSEWHERE} | around.headings.rows
    others = [] if form.own else with_text(table, {column for column in used if column is not None}, apart)
    found.others += [name for name in others if name not in found.others]
