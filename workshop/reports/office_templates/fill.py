"""The report written through a template of the office: its places filled, everything around them left as it is."""

from collections.abc import Callable, Sequence

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section

from workshop.reports.docx.base import set_properties
from workshop.reports.docx.charts import painted_charts
from workshop.reports.docx.contents import Headings, contents_field
from workshop.reports.docx.document import chapters, unlink_what_leads_nowhere
from workshop.reports.docx.drawing import Drawings
from workshop.reports.docx.pictures import painted_pictures
from workshop.reports.docx.summary import summary, title_block
from workshop.reports.docx.xml import TWIPS_PER_CM, Element, el, xpath
from workshop.reports.office_templates.check import opened
from workshop.reports.office_templates.clean import clean
from workshop.reports.office_templates.controls import Control, controls
from workshop.reports.office_templates.fonts import add_fonts
from workshop.reports.office_templates.layout import measured, pages_of, sheet_of, text_width
from workshop.reports.office_templates.styles import dress
from workshop.reports.office_templates.tags import BODY, CHAPTERS, CONTENTS, FIELDS, HEADING, KNOWN, SUMMARY
from workshop.reports.office_templates.texts import put_text, take_away
from workshop.reports.words import Words
from workshop.views.record import Record

_WIDTH = round(16.0 * TWIPS_PER_CM)  # of our tables
_TWENTIETHS = 20  # of a point, in which widths are given
_TO_THE_MARGIN = ("toc 1", "toc 2", "footer")


def filled(data: bytes, record: Record, words: Words) -> Document:
    """Return the report. Raises UnfitTemplate."""
    document = opened(data)
    clean(document)
    add_fonts(document, record.office.fonts)
    _fit_tabs(document)
    places = [each for each in controls(document) if each.tag in KNOWN]
    for place in places:
        if place.tag in FIELDS:
            put_text(place, FIELDS[place.tag].text(record, words))
    _Parts(document, record, words).fill([each for each in places if each.tag not in FIELDS])
    for section in document.sections:
        number_pages(section, words)
    set_properties(document, record, words)
    return document


class _Parts:
    """The parts in the order of the template, so that headings are numbered as they stand."""

    def __init__(self, document: Document, record: Record, words: Words) -> None:
        self._document, self._record, self._words = document, record, words
        self._headings, self._drawings = Headings(words), Drawings(document)

    def fill(self, places: Sequence[Control]) -> None:
        own = {CHAPTERS[place.tag] for place in places if place.tag in CHAPTERS}
        shown = self._record.chapters.shown
        makers: dict[str, Callable[[Control], list[Element]]] = {
            HEADING: lambda _place: list(title_block(self._record, self._words)),
            SUMMARY: self._summary,
            BODY: lambda _place: self._chapters([key for key in shown if key not in own]),
        }
        made: list[tuple[Control, list[Element]]] = []
        for place in places:
            if place.tag in CHAPTERS:
                made.append((place, self._chapters([key for key in shown if key == CHAPTERS[place.tag]])))
            elif place.tag != CONTENTS:
                made.append((place, makers[place.tag](place)))
        unlink_what_leads_nowhere([element for _place, story in made for element in story])
        contents = next((place for place in places if place.tag == CONTENTS), None)
        if contents is not None:  # lines without page numbers are as high as those with them
            made.append((contents, contents_field(self._headings, {})))
        for place, story in made:
            self._stand(place, story)
        if contents is not None:
            self._fill_in_pages(made[-1][1])

    def _summary(self, place: Control) -> list[Element]:
        sheet = sheet_of(self._section(place), measured(self._document))
        return summary(self._record, self._words, self._headings, sheet)

    def _chapters(self, keys: Sequence[str]) -> list[Element]:
        story: Sequence[Element] = chapters(keys, self._record, self._words, self._headings)
        story = painted_charts(story, self._record, self._words, self._drawings)
        return painted_pictures(story, self._record, self._words, self._drawings)

    def _stand(self, place: Control, story: Sequence[Element]) -> None:
        """Put the blocks in the place, as wide as its pages."""
        stand = _stand(place)
        section = self._section(place)
        room = round(text_width(section) * _TWENTIETHS)
        dress(story, self._document, self._words.language)
        for element in story:
            if room != _WIDTH:
                _fit(element, room)
            stand.addprevious(element)
        take_away(place)

    def _section(self, place: Control) -> Section:
        """Return the section in which the place stands: the first one that ends behind it."""
        ends = xpath(self._document.element.body, ".//w:sectPr")
        at = _stand(place)
        behind = {id(each) for each in at.itersiblings()} | {id(at)}
        for section, end in zip(self._document.sections, ends, strict=True):
            block = next((each for each in end.iterancestors() if each.getparent() is self._document.element.body), end)
            if id(block) in behind:
                return section
        return self._document.sections[-1]

    def _fill_in_pages(self, lines: Sequence[Element]) -> None:
        pages = pages_of(self._document)
        for line, filled_in in zip(lines, contents_field(self._headings, pages), strict=True):
            style = line.find(f"{qn('w:pPr')}")
            line[:] = [style, *(each for each in filled_in if each.tag != qn("w:pPr"))]
            dress(line, self._document, self._words.language)


def _stand(place: Control) -> Element:
    """Return where a part stands; the check saw to it that there is such a block."""
    assert place.stand is not None, place.tag
    return place.stand


def _fit(element: Element, room: int) -> None:
    """Make a block of ours as wide as `room`, in twentieths of a point."""
    for name in ("tblW", "gridCol", "tcW"):
        for each in element.iter(qn(f"w:{name}")):
            each.set(qn("w:w"), str(round(int(each.get(qn("w:w"))) * room / _WIDTH)))
    if room < _WIDTH:
        for extent in element.iter(qn("wp:extent"), qn("a:ext")):
            for side in ("cx", "cy"):
                if extent.get(side):
                    extent.set(side, str(round(int(extent.get(side)) * room / _WIDTH)))


def _fit_tabs(document: Document) -> None:
    """End contents and footer at the margin of the narrowest pages.

    LibreOffice loses the page numbers of contents whose tab is beyond the margin.
    """
    room = round(min(text_width(section) for section in document.sections) * _TWENTIETHS)
    for style in document.styles:
        if style.name.lower() not in _TO_THE_MARGIN:
            continue
        for tab in style.element.iter(qn("w:tab")):
            at = int(tab.get(qn("w:pos")))
            if tab.get(qn("w:val")) == "right" and (at > room or abs(at - _WIDTH) <= 1):
                tab.set(qn("w:pos"), str(room))


def number_pages(section: Section, words: Words) -> None:
    """Number pages in the digits of the report; other forms, such as Roman numbers, are the office's own."""
    number = section._sectPr.find(qn("w:pgNumType"))
    if number is None:
        number = el("pgNumType")
        after = section._sectPr.find(qn("w:pgMar"))
        if after is None:
            return
        after.addnext(number)
    if number.get(qn("w:fmt"), "decimal") in ("decimal", "thaiNumbers"):
        number.set(qn("w:fmt"), "thaiNumbers" if words.digits(1) != "1" else "decimal")
