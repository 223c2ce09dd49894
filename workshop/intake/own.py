"""Laena's own exports as tables: their notes come back as they were."""

from dataclasses import dataclass

from analysis.folding import comparable
from workshop.reports.csv import guarded
from workshop.reports.words import Language, Words
from workshop.tables import Table
from workshop.views.figures import Status

_LANGUAGES: tuple[Language, ...] = ("th", "en")
_OF_NOTES = (Status.THEME, Status.UNGROUPED, Status.SET_ASIDE)
_SIGNED = " · "


@dataclass(frozen=True)
class Own:
    """How an export wrote its notes. `text`: whether it guarded them against formulas, as text files are."""

    words: Words
    guards: bool
    status: int

    def text(self, cell: str) -> str:
        """Return the note without the apostrophe before what a spreadsheet would read as a formula."""
        return cell[1:] if self.guards and cell.startswith("'") and guarded(cell[1:]) == cell else cell

    def group(self, cell: str) -> str:
        """Return the group without the name of who signed; "" where several or none are meant."""
        group = self.text(cell).rpartition(_SIGNED)[2]
        return "" if group in (self.words.no_group, self.words.other_groups) else group

    def attached(self, cells: list[str]) -> bool:
        """Return whether the row is not a note but something on one."""
        return cells[self.status].strip() not in [self.words.of_status(status) for status in _OF_NOTES]


def own_export(table: Table) -> Own | None:
    """Return how to read the table if Laena wrote it, else None."""
    names = [comparable(name) for name in table.header]
    for language in _LANGUAGES:
        words = Words(language)
        wanted = (words.number, words.group, words.category, words.note, words.status, words.theme)
        if all(comparable(word) in names for word in wanted):
            return Own(words, not table.sheet, names.index(comparable(words.status)))
    return None
