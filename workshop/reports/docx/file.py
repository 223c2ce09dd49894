"""The DOCX file: the report through the office's own template, or in the built-in form where there is none."""

import logging
from typing import BinaryIO

from workshop.domain import office_templates
from workshop.domain.office_templates import UnfitTemplate
from workshop.reports.docx.document import made
from workshop.reports.office_templates.check import TROUBLES
from workshop.reports.office_templates.fill import filled
from workshop.reports.words import Words
from workshop.views.record import Record

log = logging.getLogger("laena.reports")


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    template = office_templates.of(record.office.templates, "report")
    if template is not None:
        try:
            filled(template.data, record, words).save(stream)
            return
        except (UnfitTemplate, *TROUBLES) as trouble:  # the report goes out, in the built-in form
            log.error("template of the office: %s", type(trouble).__name__)
    made(record, words, painted=True).save(stream)
