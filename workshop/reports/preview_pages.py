"""The pages of the report's preview, one by one: they are drawn from one file while it is read."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from workshop.domain import office_fonts, office_templates, workshops
from workshop.feed import Feed
from workshop.reports.words import Language
from workshop.views.only_added import only_added
from workshop.views.read_record import read_record

# After so long a template is tried again that LibreOffice made no pages of: a busy machine may have been the cause.
AGAIN_SECONDS = 600.0


@dataclass(frozen=True)
class Asked:
    """`seq`: of the pages that the reader has already, 0 for none; `until`: the second after which nobody waits."""

    code: str
    number: int
    language: Language
    thai_digits: bool
    seq: int
    until: float


@dataclass
class _Drawn:
    """`unread`: drawn too late for who asked."""

    of: tuple[object, ...]
    seq: int
    pdf: bytes
    laid: str
    unread: bool = True


class PreviewPages:
    """Draws in one thread. `compute` is that of other jobs, who go on while LibreOffice works in `apart`."""

    def __init__(self, feed: Feed, compute: Callable[..., Any], apart: Callable[..., Any]) -> None:
        self._feed, self._compute, self._apart = feed, compute, apart
        self._drawn: _Drawn | None = None
        self._failed: dict[tuple[str, ...], float] = {}

    def page(self, asked: Asked) -> dict[str, Any]:
        """Return {number, pages, png, text, seq, laid}; nothing where nobody waits any more. Raises UnknownWorkshop."""
        if time.time() > asked.until:
            return {}
        # slow: loads the library that draws, which only previews need
        from workshop.reports.pdf.pages import page_of

        office = tuple(self._feed.read(each.version) for each in (office_templates, office_fonts))
        drawn = self._drawn = self._current(asked, office) or self._draw(asked, office)
        page = asdict(self._compute(page_of, drawn.pdf, asked.number))
        drawn.unread = time.time() > asked.until
        return {**page, "seq": drawn.seq, "laid": drawn.laid}

    def _current(self, asked: Asked, office: tuple[str, ...]) -> _Drawn | None:
        """Return what was drawn last, unless this is about something else.

        In a live workshop each note makes a new seq: who reads goes on in the pages of the seq that they have, and what
        nobody has read yet is read first, as long as nothing was taken off since.
        """
        drawn = self._drawn
        if drawn is None or drawn.of != _of(asked, office):
            return None
        if drawn.seq == self._feed.read(workshops.find, asked.code).seq:
            return drawn
        reading = drawn.unread or drawn.seq == asked.seq > 0
        return drawn if reading and self._feed.read(only_added, asked.code, drawn.seq) else None

    def _draw(self, asked: Asked, office: tuple[str, ...]) -> _Drawn:
        # slow: loads what writes the formats
        from workshop.reports.office_templates.preview import FAILED, laid_out

        self._drawn = None  # it may contain words that were taken off since
        seq = self._feed.read(workshops.find, asked.code).seq
        record = self._compute(self._feed.read, read_record, asked.code)
        failed_at = self._failed.get(office)
        failing = failed_at is not None and time.monotonic() - failed_at < AGAIN_SECONDS
        pdf, laid = laid_out(record, asked.language, asked.thai_digits, self._compute, self._apart, failing)
        if laid == FAILED and not failing:
            self._failed = {office: time.monotonic()}
        return _Drawn(_of(asked, office), seq, pdf, laid)


def _of(asked: Asked, office: tuple[str, ...]) -> tuple[object, ...]:
    """Return what the pages are made of; `office`: which templates and fonts."""
    return (asked.code, asked.language, asked.thai_digits, *office)
