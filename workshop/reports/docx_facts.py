"""The opening pages of the DOCX report: title block, facts of the workshop, figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workshop.reports.content import Figures, ReportContent
from workshop.reports.docx_contents import Headings
from workshop.reports.docx_xml import Element, paragraph, table
from workshop.reports.facts import equation, facts
from workshop.reports.thai_dates import date_range, digits
from workshop.reports.words import WORDS


def cover(content: ReportContent) -> Iterable[Element]:
    words = WORDS[content.language]
    yield paragraph("ReportKind", words.report_title)
    yield paragraph("Title", content.title)
    when = date_range(content.starts_on, content.ends_on, content.language)
    for line in (content.host_unit, when):
        if line:
            yield paragraph("Subtitle", line)
    yield paragraph("Heading3", words.facts)
    rows = [(name, digits(value, content.language) if counted else value) for name, value, counted in facts(content)]
    yield table(
        (4.0, 12.0),
        ([[paragraph("TableHead", name)], [paragraph("TableText", value)]] for name, value in rows),
        style="Facts",
    )
    if content.opening_words:
        yield paragraph("Heading3", words.opening_words)
        yield paragraph("BodyText", content.opening_words)


def figures_part(content: ReportContent, headings: Headings) -> Iterable[Element]:
    words = WORDS[content.language]
    yield headings.heading(1, words.figures, new_page=True)
    yield paragraph("Equation", equation(content.figures, content.language))
    yield _category_figures(content)
    yield paragraph("Remark", words.number_remark)
    if any(note.agreed for note in content.all_notes):
        yield paragraph("Remark", words.agreed_remark)
    if content.groups:
        yield paragraph("Heading3", words.groups)
        rows = ((group.name, group.participants, group.notes) for group in content.groups)
        yield counts((10.0, 3.0, 3.0), (words.group, words.participants, words.notes), rows)
    if content.phases:
        yield paragraph("Heading3", words.agenda)
        yield table(
            (5.0, 11.0),
            (
                [[paragraph("TableText", phase.title)], [paragraph("TableText", phase.question)]]
                for phase in content.phases
            ),
            [paragraph("TableHead", words.phase), paragraph("TableHead", words.question)],
        )


def _category_figures(content: ReportContent) -> Element:
    words = WORDS[content.language]
    names = tuple(Figures.__dataclass_fields__)
    rows = [(each.name, *(getattr(each.figures, name) for name in names)) for each in content.categories]
    total = (words.total, *(getattr(content.figures, name) for name in names))
    head = (words.category, *(getattr(words, name) for name in names))
    return counts((4.4, 2.2, 3.1, 2.3, 2.5, 1.5), head, rows, total)


def counts(
    widths: Sequence[float],
    head: Sequence[str],
    rows: Iterable[Sequence[str | int]],
    total: Sequence[str | int] = (),
) -> Element:
    """A table whose first column is a name and whose others are counts."""
    made = [[[cell] for cell in _cells(row, "TableText", "TableNumber")] for row in rows]
    if total:
        made.append([[cell] for cell in _cells(total, "TableTotal", "TableTotalNumber")])
    return table(widths, made, _cells(head, "TableHead", "TableHeadNumber"))


def _cells(row: Sequence[str | int], first: str, others: str) -> list[Element]:
    texts = [f"{value:,}" if isinstance(value, int) else value for value in row]
    return [paragraph(first, texts[0]), *(paragraph(others, text) for text in texts[1:])]
