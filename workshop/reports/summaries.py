"""The summaries of groups as every format shows them."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.reports.words import Word, Words
from workshop.views.record import Record
from workshop.views.summaries import GroupPoint

# The heading of each column, its width in Excel's units, and what its cells are.
COLUMNS: tuple[tuple[Word, int, str], ...] = (
    (Words.group, 30, "text"),
    (Words.number, 8, "number"),
    (Words.summary_point, 64, "text"),
    (Words.note_numbers, 36, "text"),
    (Words.theme, 48, "text"),
)


def rows(record: Record) -> Iterator[tuple[str | int, ...]]:
    """Yield what stands under COLUMNS."""
    for summary in record.summaries:
        for number, point in enumerate(summary.points, start=1):
            yield summary.group, number, point.text, ", ".join(map(str, point.notes)), "; ".join(point.themes)


def origin(point: GroupPoint, words: Words) -> str:
    """Return in one line where a point comes from, "" where all of that is gone."""
    numbers = ", ".join(f"{number:,}" for number in point.notes)
    notes = f"{words.note_numbers}: {words.digits(numbers)}" if numbers else ""
    themes = f"{words.theme}: {'; '.join(point.themes)}" if point.themes else ""
    return " · ".join(filter(None, (notes, themes)))
