"""A directive's board as slides: the tables of the paper without their small print, as many rows as can be read."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC

from workshop.domain.office_fonts import OfficeFont
from workshop.reports.pptx.slide import INNER, MARGIN, SOFT, TOP, Deck, fitted
from workshop.reports.typefaces import OFFICIAL, typeface
from workshop.reports.words import Words
from workshop.reports.xml_text import xml_text
from workshop.views import dates
from workshop.year.board_story import Grid, Heading, Line, Told, story

_ROWS, _TABLES = 7, 4  # of a table, and slides of one table; the last one counts the rest
_POINTS = 20
_NUMBER = 3.0  # centimetres


def write(told: Told, words: Words, fonts: Sequence[OfficeFont]) -> bytes:
    deck = Deck(words, font=typeface(fonts, OFFICIAL).name)
    title, lines = told.content.subject, list[str]()
    for part in story(told, words):
        if isinstance(part, Line):
            if part.style != "Title":
                lines.append(part.text)
            continue
        if lines or isinstance(part, Heading):
            _said(deck, title, lines)
            lines = []
        if isinstance(part, Heading):
            title = part.text
        else:
            _table(deck, title, part)
    _said(deck, title, lines)
    assert told.whole.board is not None
    properties = deck.file.core_properties
    properties.title, properties.author = xml_text(told.content.subject)[:255], xml_text(told.content.issuer)[:255]
    properties.language = "th-TH" if words.language == "th" else "en"
    properties.created = properties.modified = dates.at(told.whole.board.at).astimezone(UTC).replace(tzinfo=None)
    stream = io.BytesIO()
    deck.file.save(stream)
    return stream.getvalue()


def _said(deck: Deck, title: str, lines: Sequence[str]) -> None:
    if lines:
        shown = [fitted(line, INNER, 24, 3) for line in lines[:5]]
        deck.text(deck.slide(title), shown, MARGIN, TOP, INNER, 12, 24, colour=SOFT)


def _table(deck: Deck, title: str, grid: Grid) -> None:
    widths = _widths(grid)
    rows = [
        tuple(
            cell[0] if at in grid.numbers else fitted(cell[0], width, _POINTS, 1)  # no number is ever cut
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in grid.rows
    ]
    head = tuple(fitted(each, width, _POINTS, 2) for each, width in zip(grid.head, widths, strict=True))
    for number in range(1, min(_TABLES, -(-len(rows) // _ROWS)) + 1):
        part = rows[(number - 1) * _ROWS : number * _ROWS]
        left = len(rows) - number * _ROWS
        more = deck.words.more.format(count=deck.words.digits(f"{left:,}"))
        named = f"{title} ({more})" if number == _TABLES and left > 0 else title
        deck.table(deck.slide(named), grid.title, widths, [head, *part], _POINTS)


def _widths(grid: Grid) -> tuple[float, ...]:
    """Return the columns' widths on a slide: room for a number in each that has them, from the first column's."""
    scale = INNER / sum(grid.widths)
    others = [max(width * scale, _NUMBER if at in grid.numbers else 0) for at, width in enumerate(grid.widths)][1:]
    return (INNER - sum(others), *others)
