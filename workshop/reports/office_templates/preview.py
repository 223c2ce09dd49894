"""The pages that the preview shows: of the PDF, or, where the office has a template and LibreOffice is there, of it."""

import io
from typing import Literal

from workshop.domain import office_templates
from workshop.domain.office_templates import KINDS, UnfitTemplate
from workshop.reports.formats import FORMATS
from workshop.reports.office_templates import libreoffice
from workshop.reports.words import Language
from workshop.views.record import Record

# built_in: the PDF; template: the office's; absent, failed: the PDF, as LibreOffice is not there, or made no pages.
Laid = Literal["built_in", "template", "absent", "failed"]
_REPORT = next(iter(KINDS))


def laid_out(record: Record, language: Language, thai_digits: bool) -> tuple[bytes, Laid]:
    """Return the report as PDF, and in which form."""
    if not _fits(record):
        return _written("pdf", record, language, thai_digits), "built_in"
    if not libreoffice.program():
        return _written("pdf", record, language, thai_digits), "absent"
    pages = libreoffice.as_pdf(_written("docx", record, language, thai_digits), record.office.fonts)
    return (pages, "template") if pages else (_written("pdf", record, language, thai_digits), "failed")


def _fits(record: Record) -> bool:
    """Return whether the report goes through a template of the office; an unfit one is named among the warnings."""
    template = office_templates.of(record.office.templates, _REPORT)
    if template is None:
        return False
    # slow: python-docx, only where an office has a template
    from workshop.reports.office_templates.check import opened
    from workshop.reports.office_templates.forms import FORMS

    try:
        opened(template.data, FORMS[_REPORT])
    except UnfitTemplate:
        return False
    return True


def _written(key: str, record: Record, language: Language, thai_digits: bool) -> bytes:
    stream = io.BytesIO()
    FORMATS[key].write(record, language, stream, thai_digits)
    return stream.getvalue()
