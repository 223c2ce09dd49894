"""The pages that the preview shows: of the PDF, or, where the office has a template and LibreOffice is there, of it."""

import io
from collections.abc import Callable
from typing import Any, Literal

from workshop.domain import office_templates
from workshop.domain.office_templates import KINDS, UnfitTemplate
from workshop.reports.formats import FORMATS
from workshop.reports.office_templates import libreoffice
from workshop.reports.words import Language
from workshop.views.record import Record

# built_in: the PDF; template: the office's; absent, failed: the PDF, as LibreOffice is not there, or made no pages.
Laid = Literal["built_in", "template", "absent", "failed"]
FAILED: Laid = "failed"
_REPORT = next(iter(KINDS))


def laid_out(
    record: Record,
    language: Language,
    thai_digits: bool,
    compute: Callable[..., Any],
    apart: Callable[..., Any],
    failing: bool = False,
) -> tuple[bytes, Laid]:
    """Return the report as PDF, and in which form. `failing`: LibreOffice just failed at this template, leave it out.

    It works up to 45 seconds, `apart`; everything else is done by `compute`.
    """

    def written(key: str) -> bytes:
        return compute(_written, key, record, language, thai_digits)  # type: ignore[no-any-return]

    if not compute(_fits, record):
        return written("pdf"), "built_in"
    if not libreoffice.program():
        return written("pdf"), "absent"
    pages = b"" if failing else apart(libreoffice.as_pdf, written("docx"), record.office.fonts)
    return (pages, "template") if pages else (written("pdf"), FAILED)


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
