"""The chapter of the DOCX report that lays this year beside last year."""

from __future__ import annotations

from collections.abc import Iterable

from workshop.reports import comparison
from workshop.reports.docx.contents import Headings
from workshop.reports.docx.xml import Element, paragraph, table
from workshop.reports.words import Words
from workshop.views.asked.lookback import Lookback
from workshop.views.record import Record


def comparison_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield last year's cards and the themes of both years; nothing where nobody looked back."""
    found = comparison.of(record)
    if found:
        yield headings.heading(1, comparison.TITLE.in_(words.language))
    for each in found:
        yield paragraph("BodyText", comparison.source(each, words))
        yield headings.heading(2, comparison.CARDS.in_(words.language))
        yield paragraph("Equation", comparison.totals(each, words))
        yield _cards(record, each, words)
        if each.remark(words.language, words.digits):
            yield paragraph("Remark", each.remark(words.language, words.digits))
        if each.themes:
            yield headings.heading(2, comparison.THEMES.in_(words.language))
            yield paragraph("Equation", comparison.states(each, words))
            yield _themes(each, words)
            yield paragraph("Remark", comparison.HOW.in_(words.language))


def _cards(record: Record, found: Lookback, words: Words) -> Element:
    rows = (
        [
            [
                paragraph("TableText", row.what),
                paragraph("TableText", " · ".join(filter(None, (row.kind, row.unit)))),
            ],
            [paragraph("TableText", row.status)],
            [paragraph("TableText", row.answers)],
            [paragraph("TableText", lesson) for lesson in row.lessons] or [paragraph("TableText", "")],
        ]
        for row in comparison.cards(record, found, words)
    )
    titles = (comparison.SUBJECT, Words.status, comparison.ANSWERS, comparison.LESSONS)
    head = [paragraph("TableHead", title.in_(words.language)) for title in titles]
    return table((6.0, 2.2, 3.0, 4.8), rows, head, title=comparison.CARDS.in_(words.language))


def _themes(found: Lookback, words: Words) -> Element:
    rows = (
        [
            [paragraph("TableText", each.category)],
            [paragraph("TableText", _named(each.name, each.notes, words) if each.id else "–")],
            [paragraph("TableText", _named(each.former_name, each.before, words) if each.former else "–")],
            [paragraph("TableText", comparison.state(each, words))],
        ]
        for each in found.themes
    )
    titles = (Words.category, comparison.THIS_YEAR, comparison.LAST_YEAR, comparison.RESULT)
    head = [paragraph("TableHead", title.in_(words.language)) for title in titles]
    return table((2.8, 5.0, 5.0, 3.2), rows, head, title=comparison.THEMES.in_(words.language))


def _named(name: str, notes: int, words: Words) -> str:
    return f"{name} ({words.digits(f'{notes:,}')})"
