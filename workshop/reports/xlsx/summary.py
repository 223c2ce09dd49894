"""The first sheet of the workbook: facts of the workshop, the accounting, breakout groups, phases."""

from datetime import date, datetime

import regex

from workshop.reports.actions import counted, decided
from workshop.reports.approval import status
from workshop.reports.facts import (
    equation,
    erased_rows,
    figures_table,
    fiscal_year,
    groups_table,
    remarks,
    template_name,
)
from workshop.reports.reading import how_to_read
from workshop.reports.words import Words
from workshop.reports.xlsx.sheet import Book, Sheet
from workshop.views.content import digest
from workshop.views.record import Record

_STEPS = 5  # actions; all of them have a sheet
_LETTERS = 900  # of a row
# A piece ends before a space where there is one, and never inside a visible character.
_PIECE = regex.compile(rf"\S\X{{0,{_LETTERS - 2}}}(?=\s|$)|\S\X{{0,{_LETTERS - 2}}}")
_WIDTHS = (34, 18, 22, 18, 20, 14)


def write_summary(book: Book, record: Record, words: Words) -> None:
    """Add the sheet; it prints on one page's width."""
    sheet = Sheet(book, words.summary, words, _WIDTHS)
    sheet.across(words.report_title, "heading")
    sheet.across(record.title, "title")
    for name, value in _facts(record, words):
        if value not in (None, ""):
            sheet.across(value, _style(value), name)
    for title in ("background", "objectives"):
        _text(sheet, getattr(words, title), getattr(record, title))
    _heading(sheet, words.figures)
    sheet.across(equation(record.figures, words), "plain")
    head, *rows, total = figures_table(record, words)
    sheet.line(head, ["head"] * len(head))
    for row in rows:
        sheet.line(row, ("text", *["number"] * len(row[1:])))
    sheet.line(total, ("name", *["total"] * len(total[1:])))
    for remark in remarks(record, words):
        sheet.across(remark, "plain")
    for number, why in erased_rows(record, words):
        sheet.across(why, "text", f"{words.number} {number}")
    if record.groups:
        _heading(sheet, words.groups)
        heads, *rows, total = groups_table(record, words)
        sheet.line(heads, ("head",) * 3)
        for group in rows:
            sheet.line(group, ("text", "number", "number"))
        sheet.line(total, ("name", "total", "total"))
        if record.merges:
            sheet.across(words.other_groups_remark, "plain")
    if record.phases:
        _heading(sheet, words.agenda)
        for phase in record.phases:
            identity = f"{words.identity}: {words.of_identity(phase)}"
            sheet.across("\n".join(filter(None, (phase.question, identity))), "text", phase.title)
    plain = Words(words.language, thai_digits=False)  # as all figures of the sheet
    if steps := decided(record, plain):
        _heading(sheet, words.actions)
        for line in (counted(record, plain), *steps[:_STEPS]):
            sheet.across(line, "plain")
    _text(sheet, words.conclusion, record.conclusion)
    _text(sheet, words.reading, "\n".join(how_to_read(record, plain)))


def _facts(record: Record, words: Words) -> tuple[tuple[str, object], ...]:
    """As `facts.facts`, with days as days; those without a value are left out."""
    return (
        (words.host_unit, record.host_unit),
        (words.venue, record.venue),
        (words.starts_on, record.starts_on),
        (words.ends_on, record.ends_on),
        (words.fiscal_year, fiscal_year(record, words)),
        (words.template, template_name(record, words)),
        (words.code, record.code),
        (words.participants, words.people.format(count=f"{record.participants:,}")),
        (words.generated_at, record.read_at),
        (words.seq, f"{record.seq:,}" if record.seq else ""),
        (words.report_state, status(record, words)),
        (words.content_digest, digest(record)),
        (words.opening_words, record.opening_words),
    )


def _style(value: object) -> str:
    if isinstance(value, datetime):
        return "moment"
    return "day" if isinstance(value, date) else "text"


def _text(sheet: Sheet, title: str, text: str) -> None:
    """Add a row a paragraph; a long one takes several, as no row is higher than Excel can print."""
    pieces = [piece for line in text.splitlines() for piece in _PIECE.findall(line)]
    if pieces:
        _heading(sheet, title)
    for piece in pieces:
        sheet.across(piece, "plain")


def _heading(sheet: Sheet, text: str) -> None:
    sheet.row += 1
    sheet.across(text, "heading")
