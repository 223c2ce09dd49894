"""Laena's own exports as tables: their notes come back as they were."""

from dataclasses import dataclass

from analysis.folding import comparable
from workshop.reports.cells import written
from workshop.reports.words import Language, Words
from workshop.tables import Table
from workshop.tables.own_data import COLUMNS
from workshop.views.figures import Status

_LANGUAGES: tuple[Language, ...] = ("th", "en")
_OF_NOTES = (Status.THEME, Status.UNGROUPED, Status.SET_ASIDE)
_SIGNED = " · "


@dataclass(frozen=True)
class Own:
    """How an export wrote its notes.

    note      the name of the column with their words
    guards    it guarded texts against spreadsheets, as the text file for Excel does
    status    the column with the status
    statuses  what stands there for a note
    no_group  what stands for several groups, or for none
    """

    note: str
    guards: bool
    status: int
    statuses: tuple[str, ...]
    no_group: tuple[str, ...] = ()

    def text(self, cell: str) -> str:
        """Return the text without what guards it from a spreadsheet."""
        return written(cell) if self.guards else cell

    def group(self, cell: str) -> str:
        """Return the group without the name of who signed; "" where several or none are meant."""
        group = self.text(cell)
        if self.no_group:
            group = group.rpartition(_SIGNED)[2]
        return "" if group in self.no_group else group

    def attached(self, cells: list[str]) -> bool:
        """Return whether the row is not a note but something on one."""
        return cells[self.status].strip() not in self.statuses


def own_export(table: Table) -> Own | None:
    """Return how to read the table if Laena wrote it, else None."""
    names = [comparable(name) for name in table.header]
    columns = [comparable(name) for name in COLUMNS]
    if names in (columns, columns[:-1], columns[:-2]):
        return Own("text", False, names.index("status"), tuple(status.value for status in _OF_NOTES))
    for language in _LANGUAGES:
        words = Words(language)
        wanted = (words.number, words.group, words.category, words.note, words.status, words.theme)
        if all(comparable(word) in names for word in wanted):
            statuses = tuple(words.of_status(status) for status in _OF_NOTES)
            no_group = (words.no_group, words.other_groups)
            return Own(words.note, not table.sheet, names.index(comparable(words.status)), statuses, no_group)
    return None
