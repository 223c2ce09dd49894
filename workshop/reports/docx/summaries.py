"""The chapter of the DOCX report with the summaries of groups."""

from __future__ import annotations

from collections.abc import Iterable

from workshop.reports.docx.contents import Headings
from workshop.reports.docx.xml import Element, paragraph
from workshop.reports.summaries import origin
from workshop.reports.words import Words
from workshop.views.record import Record


def summaries_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield a heading a group and its points; nothing without a summary."""
    if record.summaries:
        yield headings.heading(1, words.summaries)
    for summary in record.summaries:
        yield headings.heading(2, summary.group)
        for number, point in enumerate(summary.points, start=1):
            yield paragraph("BodyText", f"{words.digits(number)}. {point.text}")
            if come := origin(point, words):
                yield paragraph("Remark", come)
