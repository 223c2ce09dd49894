"""The chain from problems to proposals on slides."""

from workshop.reports.answers import of_link
from workshop.reports.chain import Cell, Chain, said_once
from workshop.reports.pptx.slide import INNER, Deck, fitted
from workshop.reports.words import Words

_WAYS, _SLIDES = 3, 4  # rows of a slide, and slides


def add_chain(deck: Deck, ways: Chain) -> None:
    """Add the chain in tables of a few ways each; a cell that is that of the row above is left empty."""
    words, wide = deck.words, INNER / len(ways.steps)
    head = [fitted(name, wide, 18, 1) for name in ways.steps]
    for number in range(1, _SLIDES + 1):
        part = ways.rows[(number - 1) * _WAYS : number * _WAYS]
        if not part:
            break
        left = len(ways.rows) - number * _WAYS
        more = f" ({words.more.format(count=words.digits(f'{left:,}'))})" if number == _SLIDES and left > 0 else ""
        rows = [
            ["" if at < said else _cell(words, cell, wide) for at, cell in enumerate(row)]
            for said, row in said_once(part)
        ]
        title = f"{words.chain}{more}"
        deck.table(deck.slide(title), title, (wide,) * len(ways.steps), [head, *rows], 18)


def _cell(words: Words, cell: Cell, wide: float) -> str:
    if cell is None:
        return words.chain_gap
    end, link = cell
    count = f"[{end.notes[0]}]" if len(end.notes) == 1 else f"({len(end.notes):,})"
    how = f" ({of_link(link, words)})" if link else ""
    return f"{fitted(end.label, wide, 18, 2)} {words.digits(count)}{how}"
