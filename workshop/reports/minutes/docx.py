"""Minutes as DOCX, in TH SarabunPSK 16 or the office's own font, to be edited before they are signed."""

import logging
from typing import BinaryIO

from docx.document import Document

from workshop.domain import office_templates
from workshop.domain.office_templates import UnfitTemplate
from workshop.reports.letters.lines import document_of
from workshop.reports.minutes.paper import paper_of
from workshop.reports.minutes.story import minutes_styles, story
from workshop.reports.office_templates.check import TROUBLES
from workshop.reports.office_templates.minutes import filled_minutes
from workshop.reports.typefaces import OFFICIAL, typeface
from workshop.reports.words import Words
from workshop.views.minutes import Meeting

log = logging.getLogger("laena.reports")


def write(meeting: Meeting, words: Words, stream: BinaryIO) -> None:
    """Write the minutes through the office's own template, or in the built-in form."""
    template = office_templates.of(meeting.templates, "minutes")
    if template is not None:
        try:
            filled_minutes(template.data, meeting, words).save(stream)
            return
        except (UnfitTemplate, *TROUBLES) as trouble:  # the minutes go out, in the built-in form
            log.error("template of the office: %s", type(trouble).__name__)
    built_in(meeting, words).save(stream)


def built_in(meeting: Meeting, words: Words) -> Document:
    paper, font = paper_of(meeting, words), typeface(meeting.fonts, OFFICIAL)
    document = document_of(story(paper, font.width), paper.head[0], words, meeting.fonts)
    document.styles.element[:] = minutes_styles(font)
    return document
