"""CSV for Excel: a row for each note and for what is attached (UTF-8 with BOM, CRLF, everything quoted)."""

import csv
import io
from collections.abc import Callable
from typing import BinaryIO

from workshop.reports import actions
from workshop.reports.cells import encodable, guarded
from workshop.reports.format import Format
from workshop.reports.thai_dates import short_moment
from workshop.reports.words import Words
from workshop.views.asked.entry import Text
from workshop.views.attached import KINDS
from workshop.views.attached.part import Part
from workshop.views.record import Attached, Note, Record

FORMAT = Format(
    key="csv",
    suffix=".csv",
    media_type="text/csv; charset=utf-8",
    title={"th": "ข้อมูลตาราง (CSV)", "en": "Table data (CSV)"},
    about={"th": "เปิดใน Excel ได้ทันที", "en": "Opens in Excel"},
    place=4,
    writer=__name__,
)
# The number of a note or "", a category, a theme: what something attached is on.
_About = tuple[int | str, str, str]
# Heading and cell of each column.
_COLUMNS: tuple[tuple[Text, Callable[[Note, Words], str | int]], ...] = (
    (Words.number, lambda note, words: note.number),
    (Words.group, lambda note, words: words.of_writer(note) if note.merged or note.signed or note.late else note.group),
    (Words.category, lambda note, words: note.category),
    (Words.note, lambda note, words: note.text),
    (Words.status, lambda note, words: words.of_status(note.status)),
    (Words.theme, lambda note, words: note.theme),
    (Words.sent_at, lambda note, words: short_moment(note.submitted_at, words.language)),
    (Words.agreed, lambda note, words: note.agreed),
    (Words.phase, lambda note, words: note.phase),
)
_SENT_AT = [heading for heading, _cell in _COLUMNS].index(Words.sent_at)


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write the notes by number. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD."""
    table = io.StringIO(newline="")
    rows = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    language = words.language
    parts = [part for part in KINDS if record.attached[part.name]["received"]]
    headings = [heading for heading, _cell in _COLUMNS] + [Words.focus] + [part.title for part in parts]
    issues = {issue.key: issue.name for issue in record.focus}
    due = [Words.action_due] if record.actions else []  # a column for what is no note
    headings += due
    beside = len(parts) + len(due)
    rows.writerow([heading.in_(language) for heading in headings])
    for note in record.notes:
        focus = "; ".join(issues[key] for key in note.focus)
        cells = (*(cell(note, words) for _heading, cell in _COLUMNS), focus)
        counted = [len(note.on_it(part.name)) for part in parts]
        shown = [guarded(encodable(cell)) if isinstance(cell, str) else cell for cell in cells]
        shown[_SENT_AT] = cells[_SENT_AT]  # a date for Excel too
        rows.writerow([*shown, *counted, *("" for _due in due)])
        for part in parts:
            about: _About = (note.number, note.category, note.theme)
            rows.writerows(_row(about, part, each, words, beside) for each in note.on_it(part.name))
    for part in parts:
        for category in record.categories:
            for theme in category.themes:
                about = ("", category.name, theme.label)
                rows.writerows(_row(about, part, each, words, beside) for each in theme.on_it(part.name))
        for former in record.former_themes:
            about = ("", "", f"{words.former_theme}: {former.label}")
            rows.writerows(_row(about, part, each, words, beside) for each in former.on_it(part.name))
    for row in actions.rows(record, words):
        texts = (row.unit, words.actions, row.what, row.status, row.themes)
        rows.writerow(["", *map(guarded, map(encodable, texts)), *("",) * (4 + len(parts)), guarded(row.due)])
    stream.write(table.getvalue().encode("utf-8-sig"))


def _row(about: _About, part: Part, each: Attached, words: Words, counts: int) -> tuple[object, ...]:
    """Return the row of something attached: below its note, or after all notes where it is on a theme."""
    number, category, theme = about
    texts = ("", category, each.text, part.kind(each.staff, words.language), theme)
    return (number, *(guarded(encodable(text)) for text in texts), *("",) * (4 + counts))
