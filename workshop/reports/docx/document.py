"""The document: summary and contents, then the chapters in the order that was chosen."""

from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

from docx.document import Document

from workshop.reports.docx.actions import actions_part
from workshop.reports.docx.answers import answers_part, focus_part
from workshop.reports.docx.appendix import appendix
from workshop.reports.docx.base import empty_document
from workshop.reports.docx.body import attached, body
from workshop.reports.docx.charts import charts_part, painted_charts
from workshop.reports.docx.comparison import comparison_part
from workshop.reports.docx.contents import Headings, contents_field
from workshop.reports.docx.drawing import Drawings
from workshop.reports.docx.facts import counts, facts_part, figures_part
from workshop.reports.docx.pages import report_sheet, settled_pages
from workshop.reports.docx.pictures import painted_pictures, pictures_part
from workshop.reports.docx.programme import programme_part
from workshop.reports.docx.summaries import summaries_part
from workshop.reports.docx.summary import summary, title_block
from workshop.reports.docx.texts import background_part, conclusion_part, reading_part
from workshop.reports.docx.xml import Element, paragraph, qn
from workshop.reports.typefaces import SARABUN, typeface
from workshop.reports.words import Words
from workshop.views.asked import PARTS
from workshop.views.asked.entry import Counts
from workshop.views.attached import KINDS
from workshop.views.record import Record


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    made(record, words, painted=True).save(stream)


def chapters(keys: Iterable[str], record: Record, words: Words, headings: Headings) -> list[Element]:
    """Return the chapters of these keys, without those of which there is nothing to say."""
    return [element for key in keys for element in _PARTS[key](record, words, headings)]


def made(record: Record, words: Words, *, painted: bool = False) -> Document:
    """Return the report in Sarabun, which is embedded, or the office's own font, as large as TH SarabunPSK.

    Characters that XML forbids come out as U+FFFD, line ends as line breaks. The PDF is set from the same
    paragraphs, and draws charts and pictures by itself: only where `painted` they are inside.
    """
    document = empty_document(record, words)
    headings, sheet = Headings(words), report_sheet(typeface(record.office.fonts, SARABUN))
    opening = [*title_block(record, words), *summary(record, words, headings, sheet)]
    opening.append(paragraph("TOCHeading", words.contents, new_page=True))
    rest: Sequence[Element] = chapters(record.chapters.shown, record, words, headings)
    if painted:
        drawings = Drawings(document)
        rest = painted_charts(rest, record, words, drawings)
        rest = painted_pictures(rest, record, words, drawings)
    unlink_what_leads_nowhere(rest)
    # Page numbers take no line of their own, so the pages found with empty ones are those of the filled ones.
    # The PDF counts its own.
    story = [*opening, *contents_field(headings, {}), *rest]
    pages = settled_pages(story, sheet) if painted else {}
    last = document.element.body.sectPr
    for element in (*opening, *contents_field(headings, pages), *rest):
        last.addprevious(element)
    return document


def unlink_what_leads_nowhere(story: Sequence[Element]) -> None:
    """Make plain text of links to what is in a chapter that was left out."""
    there = {mark.get(qn("w:name")) for element in story for mark in element.iter(qn("w:bookmarkStart"))}
    links = [link for element in story for link in element.iter(qn("w:hyperlink"))]
    for link in links:
        if link.get(qn("w:anchor")) in there:
            continue
        for run in list(link):
            if (properties := run.find(qn("w:rPr"))) is not None:
                run.remove(properties)
            link.addprevious(run)
        link.getparent().remove(link)


def _former(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield what is attached to removed themes and went to no other."""
    for part in KINDS:
        formers = [former for former in record.former_themes if former.on_it(part.name)]
        if formers:
            yield headings.heading(1, part.former.in_(words.language))
        for former in formers:
            yield paragraph("GroupName", former.label)
            yield from attached(words, part, former.on_it(part.name), "ThemeNote")


# Of tables of results, by the number of their columns.
_WIDTHS = {
    2: (13.0, 3.0),
    3: (10.6, 2.4, 3.0),
    5: (4.4, 1.6, 3.7, 3.7, 2.6),
    8: (6.6, 2.4, 2.0, *(1.0,) * 5),
}


def _asked(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield what the room was asked, without parts that have no entry."""
    language = words.language
    for part in PARTS:
        entries = () if part.own_chapter else part.of(record.asked)
        if entries:
            yield headings.heading(1, part.title.in_(language))
        for entry in entries:
            found = entry.counts(language, words.digits)
            yield headings.heading(2, entry.heading(language))
            yield paragraph("Equation" if found else "BodyText", words.digits(entry.line(language)))
            if found:
                total = () if found.total is None else (words.total, found.total)
                yield counts(words, *_table(found, words), total, entry.heading(language))
            if entry.remark(language, words.digits):
                yield paragraph("Remark", entry.remark(language, words.digits))


def _table(found: Counts, words: Words) -> tuple[Sequence[float], Sequence[str], Iterable[Sequence[str | int]]]:
    """Return widths, head and rows; figures among the texts, such as means, have the digits of the report."""
    rows = [
        (name, *(words.digits(cell) if isinstance(cell, str) else cell for cell in cells))
        for name, *cells in found.cells
    ]
    return _WIDTHS[len(found.head)], [words.digits(each) for each in found.head], rows


_PARTS: dict[str, Callable[[Record, Words, Headings], Iterable[Element]]] = {
    "facts": facts_part,
    "background": background_part,
    "programme": programme_part,
    "figures": figures_part,
    "categories": body,
    "answers": answers_part,
    "focus": focus_part,
    "former": _former,
    "asked": _asked,
    "comparison": comparison_part,
    "summaries": summaries_part,
    "actions": actions_part,
    "conclusion": conclusion_part,
    "pictures": pictures_part,
    "reading": reading_part,
    "charts": charts_part,
    "appendix": appendix,
}
