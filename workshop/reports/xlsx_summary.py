"""The first sheet of the workbook: facts of the workshop, the accounting, breakout groups, phases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workshop.reports.content import Figures, ReportContent
from workshop.reports.facts import equation, fiscal_year
from workshop.reports.words import WORDS
from workshop.reports.xlsx_sheet import Book, Sheet

_WIDTHS = (34, 18, 22, 18, 20, 14)
_PARTS = tuple(Figures.__dataclass_fields__)


def write_summary(book: Book, content: ReportContent) -> None:
    """Add the sheet; it prints on one page's width."""
    words = WORDS[content.language]
    sheet = Sheet(book, words.summary, content)
    for at, width in enumerate(_WIDTHS):
        sheet.page.set_column(at, at, width)
    sheet.across(words.report_title, "heading", _WIDTHS)
    sheet.across(content.title, "title", _WIDTHS)
    for name, value in _facts(content):
        sheet.across(value, "day" if isinstance(value, date) else "text", _WIDTHS, name)
    _heading(sheet, words.figures)
    sheet.across(equation(content.figures, content.language), "plain", _WIDTHS)
    _figures(sheet, content)
    if content.groups:
        _heading(sheet, words.groups)
        _row(sheet, (words.group, words.participants, words.notes), ("head",) * 3)
        for group in content.groups:
            _row(sheet, (group.name, group.participants, group.notes), ("text", "number", "number"))
    if content.phases:
        _heading(sheet, words.agenda)
        for phase in content.phases:
            sheet.across(phase.question, "text", _WIDTHS, phase.title)


def _facts(content: ReportContent) -> list[tuple[str, object]]:
    words = WORDS[content.language]
    named: list[tuple[str, object]] = [
        (words.host_unit, content.host_unit),
        (words.venue, content.venue),
        (words.starts_on, content.starts_on),
        (words.ends_on, content.ends_on),
        (words.fiscal_year, fiscal_year(content)),
        (words.template, content.template_name),
        (words.code, content.code),
        (words.participants, words.people.format(count=f"{content.participants:,}")),
        (words.generated_at, content.generated_at.date()),
        (words.opening_words, content.opening_words),
    ]
    return [(name, value) for name, value in named if value not in (None, "")]


def _figures(sheet: Sheet, content: ReportContent) -> None:
    words = WORDS[content.language]
    _row(sheet, (words.category, *(getattr(words, part) for part in _PARTS)), ("head",) * 6)
    for category in content.categories:
        counts = (getattr(category.figures, part) for part in _PARTS)
        _row(sheet, (category.name, *counts), ("text", *("number",) * 5))
    _row(sheet, (words.total, *(getattr(content.figures, part) for part in _PARTS)), ("name", *("total",) * 5))


def _heading(sheet: Sheet, text: str) -> None:
    sheet.row += 1
    sheet.across(text, "heading", _WIDTHS)


def _row(sheet: Sheet, values: Sequence[object], styles: Sequence[str]) -> None:
    sheet.line(values, styles, _WIDTHS[: len(values)])
