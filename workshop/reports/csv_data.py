"""CSV for programs: UTF-8 without a mark, names of columns in English, ISO times, every text as it was written."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from workshop.domain import report_texts
from workshop.reports.cells import encodable
from workshop.reports.format import Format
from workshop.reports.words import Words
from workshop.tables.own_data import COLUMNS
from workshop.views.attached import KINDS
from workshop.views.record import Attached, Note, OnIt, Record

FORMAT = Format(
    key="csv_data",
    suffix=".csv",
    media_type="text/csv; charset=utf-8",
    title={"th": "ข้อมูลสำหรับโปรแกรม (CSV)", "en": "Data for programs (CSV)"},
    about={"th": "ข้อความตามที่เขียน ชื่อคอลัมน์ภาษาอังกฤษ", "en": "Texts as they were written, names in English"},
    place=10,
    writer=__name__,
    prefix={"th": "ข้อมูล", "en": "Data"},
)


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write the notes by number, what is attached to each below it, then what is on themes, and the report's texts.

    `kind` is "note" or a name as in the JSON; `number` is empty for what is on a theme.
    A spreadsheet may take texts of it for formulas: `csv.py` is for those.
    """
    table = io.StringIO(newline="")
    rows = csv.DictWriter(table, COLUMNS, restval="", lineterminator="\r\n")
    rows.writeheader()
    issues = {issue.key: issue.name for issue in record.focus}
    for row in _rows(record, issues):
        rows.writerow({name: encodable(cell) if isinstance(cell, str) else cell for name, cell in row.items()})
    stream.write(table.getvalue().encode())


def _rows(record: Record, issues: dict[str, str]) -> Iterator[dict[str, object]]:
    for note in record.notes:
        yield _note(note, issues)
        yield from _attached(note.attached, number=note.number, category=note.category, theme=note.theme)
    for category in record.categories:
        for theme in category.themes:
            yield from _attached(theme.attached, category=category.name, theme=theme.label)
    for former in record.former_themes:
        yield from _attached(former.attached, theme=former.label)
    for at, action in enumerate(record.actions, start=1):
        about = {"number": at, "group": action.unit, "status": action.status, "theme": "; ".join(action.themes)}
        yield {"kind": "action", **about, "text": action.what, "due": action.due.isoformat() if action.due else ""}
    for name in report_texts.NAMES:
        if text := getattr(record, name):
            yield {"kind": name, "text": text}


def _note(note: Note, issues: dict[str, str]) -> dict[str, object]:
    return {
        "kind": "note",
        "number": note.number,
        "group": note.group,
        "groups_merged": _yes(note.merged),
        "signed": note.signed,
        "category": note.category,
        "text": note.text,
        "status": note.status.value,
        "theme": note.theme,
        "submitted_at": note.submitted_at.isoformat(),
        "agreed": note.agreed,
        "phase": note.phase,
        "focus_issues": "; ".join(issues[key] for key in note.focus),
        "late": _yes(note.late),
    }


def _attached(on_it: OnIt, **about: object) -> Iterator[dict[str, object]]:
    for part in KINDS:
        found: tuple[Attached, ...] = on_it.get(part.name, ())
        for each in found:
            yield {"kind": part.name, **about, "text": each.text, "staff": _yes(each.staff)}


def _yes(value: bool) -> str:
    return "true" if value else "false"
