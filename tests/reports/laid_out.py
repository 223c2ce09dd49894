"""The pages of a story as it is laid out, with no page begun for certainty."""

from __future__ import annotations

from collections.abc import Iterable

from workshop.reports.docx.pages import REPORT, pages_on
from workshop.reports.docx.xml import Element


def estimated_pages(story: Iterable[Element]) -> dict[str, int]:
    """Return the page, counted from 1, of every bookmark directly in a paragraph."""
    return pages_on(story, REPORT)[0]
