"""A file looked at before it is imported: what would be read of it, and what would happen to each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from analysis.folding import comparable
from workshop.domain import groups, imports, undo, workshops
from workshop.domain.imports import ImportResult, Outlook
from workshop.domain.written_names import category_keys, group_of, groups_by_name
from workshop.errors import BadGroups, ImportIntoEnded
from workshop.feed import Feed
from workshop.intake import layout
from workshop.intake.answers import Answer, Found, answers
from workshop.intake.layout import Columns
from workshop.intake.lists import without_mark
from workshop.intake.new_groups import new_groups
from workshop.intake.questions import questions
from workshop.tables import Table, TableError, read_tables_bytes


@dataclass(frozen=True)
class Options:
    """What a person chose: sheets, the header's row (0 none, None found), columns, also texts that are there already.

    `pasted`: a text from the clipboard, whose first row may be a note. `make_groups`: names of groups to be made;
    `make_all`: all that are not there, but those with a name that is near another and was not given by `means`.
    """

    sheets: tuple[str, ...] = ()
    header: int | None = None
    columns: Columns = field(default_factory=Columns)
    again: bool = False
    pasted: bool = False
    make_groups: tuple[str, ...] = ()
    make_all: bool = False


@dataclass(frozen=True)
class Look:
    """What an import would do; nothing is stored. `taken`: the notes that would be added; `made`: the new groups."""

    code: str
    tables: Sequence[Table]
    categories: Sequence[Mapping[str, str]]
    groups: Sequence[str]
    found: Found
    outlook: Outlook
    taken: Sequence[Answer]
    again: bool
    made: Sequence[str] = ()

    def result(self, stored: ImportResult | None = None) -> ImportResult:
        """Return the sums, of what was stored or, without it, of what would be."""
        written = [name for answer in self.taken if (name := answer.note.group.strip())]
        known = groups_by_name((name, 1) for name in (*self.groups, *self.made))
        nowhere = {name for name in set(written) if group_of(known, name) is None}
        unknown = tuple(name for name in written if name in nowhere)
        done = stored or ImportResult(len(self.taken), unknown_groups=unknown, made_groups=tuple(self.made))
        left = done.alike + (0 if self.again else len(self.outlook.alike))
        refused = self.outlook.refused + done.refused
        return replace(done, already=done.already + self.outlook.already, refused=refused, alike=left)

    def ungrouped(self) -> int:
        """Return how many notes with a group are stored without it, as their phase is anonymous."""
        if not self.outlook.ungrouped:
            return 0
        keys = category_keys(self.categories)
        written = Counter(answer.note.category for answer in self.taken if answer.note.group.strip())
        return sum(n for name, n in written.items() if keys.get(comparable(name)) in self.outlook.ungrouped)

    def unknown_categories(self) -> list[tuple[str, int]]:
        """Return the names of categories that the workshop has not, with how many rows have them."""
        places = (row.place for row in self.outlook.refused if row.code == "bad_category")
        return Counter(self.found.answers[place].note.category for place in places).most_common()


def look(feed: Feed, code: str, data: bytes, name: str, options: Options) -> Look:
    """Read a file and compare it with the workshop. Raises what `read` and `compare` raise."""
    return compare(feed, code, read(feed, code, data, name, options), options)


def read(feed: Feed, code: str, data: bytes, name: str, options: Options) -> list[Table]:
    """Return the file's tables. Raises UnknownWorkshop, ImportIntoEnded, TableError."""
    workshop = feed.read(workshops.find, code)
    if workshop.ended_at:
        raise ImportIntoEnded
    if options.pasted:
        return [_pasted(data, name, options, workshop.categories)]
    return read_tables_bytes(data, name, options.sheets, options.header)


def compare(feed: Feed, code: str, tables: Sequence[Table], options: Options) -> Look:
    """Return what an import of the tables would do. Raises UnknownWorkshop, TableError, NoCategory."""
    workshop = feed.read(workshops.find, code)
    names = feed.read(lambda session: [group.name for group in groups.of(session, workshop.id)])
    found = answers(tables, options.columns, workshop.categories, names)
    outlook = feed.read(imports.outlook, workshop.code, [answer.note for answer in found.answers])
    again = options.again or bool(options.columns.source)
    places = sorted((*outlook.new, *outlook.alike)) if again else outlook.new
    taken = [found.answers[place] for place in places]
    written = (answer.note.group for answer in taken)
    made = new_groups(written, names, options.make_groups, options.make_all, options.columns)
    return Look(workshop.code, tables, workshop.categories, names, found, outlook, taken, again, made)


def take(feed: Feed, looked: Look, strict: bool = False) -> ImportResult:
    """Store what was looked at, all at once. Raises ImportIntoEnded, RowsRefused (`strict`), TableError
    (`too_many_groups`) where somebody else made groups since the look."""
    notes = [answer.note for answer in looked.taken]
    texts, since = imports.texts_of(notes), None if looked.again else looked.outlook
    try:
        stored = feed.change(looked.code, undo.ACTOR, imports.add, notes, strict, texts, looked.made, since)
    except BadGroups:
        raise TableError("too_many_groups", limit=groups.MOST, present=len(looked.groups)) from None
    return looked.result(stored)


def _pasted(data: bytes, name: str, options: Options, categories: Sequence[Mapping[str, str]]) -> Table:
    """Return the table of a pasted text, whose first row is a header only where it names columns. Raises TableError."""
    text = b"sep=\t\n" + data
    (table,) = read_tables_bytes(text, name, (), options.header or 0)
    if options.header is None and table.rows and _names_columns(table.rows[0], categories):
        (table,) = read_tables_bytes(text, name, (), 1)
    rows = [row for row in table.rows if any(cell.strip() for cell in row)]
    if len(table.header) == 1:
        rows = [[without_mark(row[0])] for row in rows]
    if not rows:
        raise TableError("empty_file", name=name)
    return replace(table, rows=rows)


def _names_columns(row: Sequence[str], categories: Sequence[Mapping[str, str]]) -> bool:
    """Return whether the first row of a pasted text is a header: most of its cells name columns."""
    if len(row) < 2:
        return False
    keys = category_keys(categories)
    usual = {comparable(name) for name in (*layout.TEXT, *layout.CATEGORY, *layout.GROUP)}
    asked = {column for column, _ in questions(row, keys)}
    known = sum(comparable(cell) in usual or place in asked for place, cell in enumerate(row))
    return known * 2 >= len(row)
