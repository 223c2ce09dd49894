"""The demo workshop's notes, all invented."""

from importlib.resources import files
from typing import NamedTuple

from workshop.demo.agenda import GROUPS
from workshop.tables import read_table_bytes


class DemoNote(NamedTuple):
    """`group`: a name of the agenda's GROUPS. `theme`: its theme in a person's view; 'noise' for none."""

    text: str
    category: str
    group: str
    theme: str


def load() -> tuple[DemoNote, ...]:
    """Return the notes in order of arrival: category by category, in the order of the phases."""
    table = read_table_bytes(files("workshop.demo").joinpath("notes.tsv").read_bytes(), "notes.tsv")
    text, category, group, theme = map(table.column, ("text", "category", "group", "theme"))
    return tuple(DemoNote(row[text], row[category], GROUPS[int(row[group]) - 1], row[theme]) for row in table.rows)
