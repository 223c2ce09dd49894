"""A letter or memorandum written through the office's own template."""

from docx.document import Document

from workshop.domain.offices import Office
from workshop.reports.letters.emblem import emblem_run
from workshop.reports.letters.letter import Letter
from workshop.reports.letters.lines import set_properties
from workshop.reports.office_templates.check import opened
from workshop.reports.office_templates.clean import clean
from workshop.reports.office_templates.controls import Control, controls
from workshop.reports.office_templates.fill import number_pages
from workshop.reports.office_templates.forms import FORMS
from workshop.reports.office_templates.letter_places import EMBLEM, LINES, TEXTS
from workshop.reports.office_templates.texts import put_lines, put_run, put_text
from workshop.reports.words import Words


def filled_letter(data: bytes, content: Letter, office: Office, words: Words) -> Document:
    """Return the letter. Raises UnfitTemplate."""
    document = opened(data, FORMS[content.kind])
    clean(document)
    for place in controls(document):
        if place.tag == LINES:
            put_lines(place, content.body)
        elif place.tag == EMBLEM:
            _put_emblem(document, place, content)
        elif place.tag in TEXTS[content.kind]:
            put_text(place, TEXTS[content.kind][place.tag].value(content, office))
    for section in document.sections:
        number_pages(section, words)
    set_properties(document, content.subject)
    return document


def _put_emblem(document: Document, place: Control, content: Letter) -> None:
    """Put the picture in the place's paragraph; where it stands on the page is the form's."""
    if not content.emblem:
        put_text(place, "")
        return
    part = document.part if place.story == "body" else document.part.related_parts[place.story]
    put_run(place, emblem_run(part, content.emblem, content.kind))
