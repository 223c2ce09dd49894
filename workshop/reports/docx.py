"""DOCX: the consolidated report for Word and LibreOffice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from workshop.reports.content import CategoryContent, NoteContent, ReportContent, ThemeContent
from workshop.reports.docx_base import empty_document
from workshop.reports.docx_contents import Headings, contents_field
from workshop.reports.docx_facts import cover, figures_part
from workshop.reports.docx_opinions import pulses_part, votings_part
from workshop.reports.docx_pages import estimated_pages
from workshop.reports.docx_xml import Element, bookmarked, link, paragraph, run, tab, table
from workshop.reports.facts import equation
from workshop.reports.fonts import EMBEDDED_FONT
from workshop.reports.thai_dates import digits
from workshop.reports.words import WORDS

_FIRST_NOTE_BOOKMARK = 100_000  # bookmark ids of notes, clear of those of the headings


def write(content: ReportContent, stream: BinaryIO, font: str = EMBEDDED_FONT) -> None:
    """Write the report with Sarabun embedded, or with TH SarabunPSK named at its usual 16 points.

    Characters that XML forbids come out as U+FFFD, line ends as line breaks.
    """
    document = empty_document(content, font)
    headings = Headings(content.language)
    opening = [*cover(content), paragraph("TOCHeading", WORDS[content.language].contents, new_page=True)]
    findings = [*figures_part(content, headings)]
    for category in content.categories:
        findings += _category(content, category, headings)
    findings += [*votings_part(content, headings), *pulses_part(content, headings)]
    findings += _appendix(content, headings)
    # Page numbers take no line of their own, so the pages found with empty ones are those of the filled ones.
    pages = estimated_pages([*opening, *contents_field(headings, {}), *findings])
    last = document.element.body.sectPr
    for element in (*opening, *contents_field(headings, pages), *findings):
        last.addprevious(element)
    document.save(stream)


def _category(content: ReportContent, category: CategoryContent, headings: Headings) -> Iterable[Element]:
    words = WORDS[content.language]
    yield headings.heading(1, category.name)
    yield paragraph("Equation", equation(category.figures, content.language))
    if not category.notes:
        yield paragraph("BodyText", words.no_notes)
    for theme in category.themes:
        yield from _theme(content, theme, headings)
    for name, notes in ((words.ungrouped, category.ungrouped), (words.set_aside, category.set_aside)):
        if notes:
            count = words.note_count.format(count=digits(len(notes), content.language))
            yield headings.heading(2, f"{name} ({count})")
            yield from _by_group(content, notes)


def _theme(content: ReportContent, theme: ThemeContent, headings: Headings) -> Iterable[Element]:
    words = WORDS[content.language]
    count = words.note_count.format(count=digits(theme.note_count, content.language))
    yield headings.heading(2, f"{theme.label} ({count})")
    if theme.label_given:
        yield paragraph("ThemeFacts", words.label_given_remark)
    yield from _by_group(content, theme.notes)


def _by_group(content: ReportContent, notes: Iterable[NoteContent]) -> Iterable[Element]:
    """The notes verbatim, under the names of their breakout groups, in the order of the workshop."""
    order = content.group_order
    current = None
    for note in sorted(notes, key=lambda n: (order.get(n.group, len(order)), n.group, n.number)):
        if note.group != current:
            current = note.group
            yield paragraph("GroupName", note.group or WORDS[content.language].no_group)
        number = link(f"note_{note.number}", run(f"[{note.number}]", "Hyperlink"))
        yield paragraph("Note", number, tab(), note.text, *_agreed(content, note))


def _agreed(content: ReportContent, note: NoteContent) -> list[Element]:
    """Apart from the note's own words by its colour and an em space; never broken over two lines."""
    count = WORDS[content.language].agreed_count.format(count=f"{note.agreed:,}").replace(" ", "\N{NO-BREAK SPACE}")
    return [run(f"\N{EM SPACE}({count})", "Agreed")] if note.agreed else []


def _appendix(content: ReportContent, headings: Headings) -> Iterable[Element]:
    words = WORDS[content.language]
    yield headings.heading(1, words.appendix, numbered=False, new_page=bool(content.all_notes))
    if content.figures.hidden:
        yield paragraph("Remark", words.hidden_remark.format(count=content.figures.hidden))
    if not content.all_notes:
        yield paragraph("BodyText", words.no_notes)
        return
    head = (words.number, words.group, words.category, words.note, words.theme)
    styles = ("TableHeadNumber", *("TableHead",) * 4)
    yield table(
        (1.1, 3.0, 2.5, 6.0, 3.4),
        (_appendix_row(content, note) for note in content.all_notes),
        [paragraph(style, word) for style, word in zip(styles, head, strict=True)],
    )


def _appendix_row(content: ReportContent, note: NoteContent) -> list[list[Element]]:
    words = WORDS[content.language]
    number = bookmarked(f"note_{note.number}", _FIRST_NOTE_BOOKMARK + note.number, run(str(note.number)))
    texts = (note.group or words.no_group, note.category, note.text, note.theme or words.statuses[note.status])
    return [[paragraph("TableNumber", *number)], *([paragraph("TableText", text)] for text in texts)]
