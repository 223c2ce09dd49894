"""Cells with a list: the whole of one is the same text as its items, so that neither comes where the other is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from analysis.folding import comparable
from workshop.messages.incoming import ImportedNote

Texts = Counter[tuple[str, str]]  # (category, comparable text)


class Parted:
    """`there`: the texts of notes from elsewhere; what is found among them is taken out, as it counts once."""

    def __init__(self, there: Texts) -> None:
        self._there = there
        self._cells: dict[str, bool] = {}

    def is_there(self, category: str, given: ImportedNote) -> bool:
        """Return whether the note's cell is there as a whole, or each item of the list that the note is."""
        if given.whole:
            if given.cell not in self._cells:
                self._cells[given.cell] = self._takes(Counter([(category, comparable(given.whole))]))
            return self._cells[given.cell]
        return bool(given.parts) and self._takes(Counter((category, comparable(part)) for part in given.parts))

    def _takes(self, texts: Texts) -> bool:
        if any(self._there[text] < count for text, count in texts.items()):
            return False
        self._there.subtract(texts)
        return True


def is_stored_whole(stored: Mapping[str, tuple[str, str]], given: ImportedNote) -> bool:
    """Return whether the note is an item of a cell that was imported whole. `stored`: {id: (category, text)}."""
    return bool(given.whole) and stored.get(given.cell, ("", ""))[1] == comparable(given.whole)
