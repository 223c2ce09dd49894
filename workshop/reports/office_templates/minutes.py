"""Minutes written through the office's own template."""

from docx.document import Document
from docx.oxml.ns import qn

from workshop.reports.docx.xml import Element
from workshop.reports.letters.lines import set_properties
from workshop.reports.minutes.paper import paper_of
from workshop.reports.minutes.story import agendas, minutes_styles, people, signatures
from workshop.reports.office_templates.check import opened
from workshop.reports.office_templates.clean import clean
from workshop.reports.office_templates.controls import controls
from workshop.reports.office_templates.fill import number_pages
from workshop.reports.office_templates.forms import FORMS
from workshop.reports.office_templates.minutes_places import AGENDAS, PEOPLE, SIGNATURES, TEXTS
from workshop.reports.office_templates.styles import dress_in
from workshop.reports.office_templates.texts import put_text, take_away
from workshop.reports.typefaces import OFFICIAL
from workshop.reports.words import Words
from workshop.views.minutes import Meeting

_STAY = tuple(map(qn, ("w:pStyle", "w:keepNext", "w:keepLines")))
_PARTS = {PEOPLE: people, AGENDAS: agendas, SIGNATURES: signatures}


def filled_minutes(data: bytes, meeting: Meeting, words: Words) -> Document:
    """Return the minutes. Raises UnfitTemplate."""
    document = opened(data, FORMS["minutes"])
    clean(document)
    paper = paper_of(meeting, words)
    for place in controls(document):
        if place.tag in TEXTS:
            put_text(place, TEXTS[place.tag].value(paper))
        elif place.tag in _PARTS:
            assert place.stand is not None, place.tag
            for each in _styled(list(_PARTS[place.tag](paper)), document):
                place.stand.addprevious(each)
            take_away(place)
    for section in document.sections:
        number_pages(section, words)
    set_properties(document, paper.head[0])
    return document


def _styled(story: list[Element], document: Document) -> list[Element]:
    """Return the paragraphs in the form of the template's styles alone."""
    for each in story:
        properties = each.find(qn("w:pPr"))
        properties[:] = [part for part in properties if part.tag in _STAY]
        for size in list(each.iter(qn("w:sz"), qn("w:szCs"))):
            size.getparent().remove(size)
    dress_in(story, document, minutes_styles(OFFICIAL))
    return story
