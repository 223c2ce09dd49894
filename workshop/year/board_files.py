"""A directive's board as files for machines: a workbook, the notes as CSV, and JSON."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from flask_babel import force_locale
from sqlalchemy.orm import Session

from workshop.domain import office_fonts
from workshop.domain.office_fonts import OfficeFont
from workshop.reports.words import Language, Words
from workshop.reports.xlsx.sheet import Column, named_workbook, table_sheet
from workshop.views import dates
from workshop.views.asked.entry import Text
from workshop.views.asked.voting import shown
from workshop.year import board, board_data, board_notes, board_story, directives, regions, unit_kinds, unit_results
from workshop.year.board_notes import Shown
from workshop.year.board_story import Told
from workshop.year.board_words import REACHES
from workshop.year.state_tables import csv_of

_CELL = 32_767  # characters of a cell in Excel
_CATEGORY, _THEME = Text("ประเภท", "Category"), Text("กลุ่มความเห็น", "Theme")
_UNIT, _REGION = Text("หน่วยงาน", "Unit"), Text("ภาค", "Region")
_UNITS, _NOTES = Text("จำนวนหน่วยงาน", "Units"), Text("จำนวนความเห็น", "Notes")
_THEME_COLUMNS: tuple[Column, ...] = (
    *((_CATEGORY, 22, "text"), (_THEME, 40, "text"), (_UNITS, 20, "number"), (_NOTES, 20, "number")),
    *((Text("ใครพูด", "Who says it"), 20, "text"), (Text("ชื่อจาก", "Name from"), 14, "text")),
    (Text("หน่วยงานและจำนวนความเห็น", "Units and their notes"), 100, "text"),
)
_UNIT_COLUMNS: tuple[Column, ...] = (
    *((Text("รหัส", "Code"), 10, "text"), (_UNIT, 32, "text"), (_REGION, 32, "text")),
    (Text("ชนิดของหน่วยงาน", "Kind of unit"), 20, "text"),
    *((Text("ฉบับที่", "Version"), 10, "number"), (_NOTES, 20, "number")),
    (Text("อยู่ในกลุ่มความเห็น", "Themes it speaks in"), 18, "number"),
    (Text("ซ่อนไว้", "Hidden"), 10, "number"),
)
_NOTE_COLUMNS: tuple[Column, ...] = (
    *((_CATEGORY, 22, "text"), (_THEME, 36, "text"), (_UNIT, 24, "text"), (_REGION, 30, "text")),
    *((Text("ข้อ", "No."), 8, "number"), (Text("ความเห็น", "Note"), 70, "text")),
    *((Text("เห็นด้วย", "Agreed"), 10, "number"), (Text("สถานะ", "Status"), 18, "text")),
)
_VOTE_COLUMNS: tuple[Column, ...] = (
    *((Text("หัวข้อ", "Subject"), 36, "text"), (Text("วิธีลงคะแนน", "How it was voted"), 44, "text")),
    *((_UNITS, 14, "number"), (Text("จำนวนที่ลงคะแนน", "Number that voted"), 14, "number")),
    *(
        (Text("ข้อ", "Option"), 44, "text"),
        (Text("จุด คะแนน หรือจำนวนผู้ให้คะแนน", "Votes, points, or number that rated"), 16, "number"),
    ),
    (Text("ค่าเฉลี่ย", "Mean"), 20, "text"),
)
_CONCLUSION_COLUMNS: tuple[Column, ...] = ((_UNIT, 24, "text"), (Text("ข้อสรุปของวิทยากร", "Conclusion"), 100, "text"))
_SHEETS = (
    *(Text("กลุ่มความเห็น", "Themes"), Text("หน่วยงาน", "Units"), Text("ความเห็น", "Notes")),
    *(Text("ผลการลงคะแนน", "Votes"), Text("ข้อสรุป", "Conclusions")),
)
_STATUS = {
    "theme": Text("ในกลุ่มความเห็น", "in a theme"),
    "ungrouped": Text("ยังไม่จัดกลุ่ม", "ungrouped"),
    "set_aside": Text("ไม่นำมาจัดกลุ่ม", "set aside"),
}
_PEOPLE, _THEIRS, _SYSTEM = Text("คน", "people"), Text("หน่วยงาน", "units"), Text("ระบบ", "system")


def write(
    session: Session, uid: str, kind: str, language: Language, looked_at: board.Filter = board.EVERYWHERE
) -> bytes:
    """Return it as "csv", "xlsx" or "json". Raises UnknownDirective; BoardChanged before the first consolidation."""
    told = board_story.read(session, uid, looked_at)
    assert told.whole.board is not None
    notes = board_notes.every(session, told.whole.board, looked_at)
    if kind == "json":
        return board_data.write(told, notes, directives.find(session, uid).version, uid)
    if kind == "csv":
        return _as_csv(told.whole, notes, language)
    return _as_xlsx(told, notes, language, office_fonts.read(session))


def _as_csv(whole: board.Whole, notes: Sequence[Shown], language: Language) -> bytes:
    headings = [heading.in_(language) for heading, _width, _kind in _NOTE_COLUMNS]
    return csv_of([headings, *_note_rows(whole, notes, language)])


def _as_xlsx(told: Told, notes: Sequence[Shown], language: Language, fonts: Sequence[OfficeFont]) -> bytes:
    stream, words = io.BytesIO(), Words(language, thai_digits=False)
    whole, content = told.whole, told.content
    assert whole.board is not None
    with named_workbook(content.subject, content.issuer, dates.at(whole.board.at), words, stream, fonts) as book:
        parts: tuple[tuple[Sequence[Column], Iterable[Sequence[object]]], ...] = (
            (_THEME_COLUMNS, _theme_rows(whole, language)),
            (_UNIT_COLUMNS, _unit_rows(whole, notes, language)),
            (_NOTE_COLUMNS, _note_rows(whole, notes, language)),
            (_VOTE_COLUMNS, _vote_rows(told.results, language)),
            (_CONCLUSION_COLUMNS, ([each.unit.name, each.conclusion] for each in told.results.conclusions)),
        )
        for name, (columns, rows) in zip(_SHEETS, parts, strict=True):
            table_sheet(book, words, name.in_(language), columns, ([_fitting(cell) for cell in row] for row in rows))
    return stream.getvalue()


def _fitting(cell: object) -> object:
    """Return the cell, cut where Excel could not open it: answers written by others may have longer notes."""
    return cell[: _CELL - 1] + "…" if isinstance(cell, str) and len(cell) > _CELL else cell


def _theme_rows(whole: board.Whole, language: Language) -> Iterator[list[object]]:
    with force_locale(language):
        for part in whole.categories:
            for theme in part.themes:
                source = _PEOPLE if theme.given else _THEIRS if theme.of_units else _SYSTEM
                units = ", ".join(f"{whole.names[code]} {count}" for code, count in theme.units.items())
                reach = str(REACHES[theme.reach])
                yield [part.name, theme.label, len(theme.units), theme.notes, reach, source.in_(language), units]


def _unit_rows(whole: board.Whole, notes: Sequence[Shown], language: Language) -> Iterator[list[object]]:
    assert whole.board is not None
    counts = Counter(note.unit for note in notes)
    kinds = {code: _kind(whole, code, language) for code in whole.shown}
    themes = Counter(code for part in whole.categories for theme in part.themes for code in theme.units)
    for code in whole.shown:
        source, where = whole.board.sources[code], (_region(code, language), kinds[code])
        yield [code, source["name"], *where, source["version"], counts[code], themes[code], source["hidden"]]


def _note_rows(whole: board.Whole, notes: Sequence[Shown], language: Language) -> Iterator[list[object]]:
    labels = {theme.id: theme.label for part in whole.categories for theme in part.themes}
    names = {part.key: part.name for part in whole.categories}
    places = {code: _region(code, language) for code in {note.unit for note in notes}}
    for note in notes:
        status = "theme" if note.theme else "set_aside" if note.set_aside else "ungrouped"
        theme, unit = labels.get(note.theme, ""), whole.names.get(note.unit, note.unit)
        where = [names.get(note.category, note.category), theme, unit, places[note.unit]]
        yield [*where, note.number, note.text, note.agreed, _STATUS[status].in_(language)]


def _vote_rows(results: unit_results.Results, language: Language) -> Iterator[list[object]]:
    for total in results.totals:
        voting = total.asked
        for option in voting.options:
            means = " / ".join(shown(mean) for mean in option.means)
            about = [voting.heading(language), voting.line(language), len(total.units), voting.voters]
            yield [*about, option.label, option.votes, means]


def _kind(whole: board.Whole, code: str, language: Language) -> str:
    with force_locale(language):
        return str(unit_kinds.name(whole.kinds.get(code, unit_kinds.OTHER)))


def _region(code: str, language: Language) -> str:
    with force_locale(language):
        return str(regions.REGIONS[regions.of(code)])
