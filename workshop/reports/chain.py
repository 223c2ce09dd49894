"""The chain problem → cause → solution → proposal as rows of a table, the same in every format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workshop.domain.links import STEPS
from workshop.views.linked import End, Link
from workshop.views.record import Record


@dataclass(frozen=True, slots=True)
class Chain:
    """`steps`: names of the categories that the workshop has; `rows`: a cell a step.

    A cell is a link's end with the link that leads to it (None for a problem), or None where nothing is linked.
    """

    steps: tuple[str, ...]
    rows: tuple["Row", ...]


Cell = tuple[End, Link | None] | None
Row = tuple[Cell, ...]


def chain(record: Record) -> Chain | None:
    """Return the chain, the problems with most notes first; None where no link leads from or to a cause, or on from a
    solution: the table of problems and answers says the rest."""
    if not record.linked.chain:
        return None
    names = {category.key: category.name for category in record.categories}
    steps = [names[key] for key in STEPS if key in names]
    after: dict[End, list[Link]] = {}
    for link in (*record.linked.chain, *record.linked.links):
        after.setdefault(link.problem, []).append(link)
    ends = {end for link in after.values() for each in link for end in (each.problem, each.answer)}
    problems = {end for end in {*ends, *record.linked.gaps} if end.category == steps[0]}
    ordered = sorted(problems, key=lambda end: (-len(end.notes), end.notes[:1], end.label))
    rows = [row for problem in ordered for row in _rows((problem, None), steps, after, 0)]
    return Chain(tuple(steps), tuple(tuple(row) for row in rows))


def said_once(rows: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """Yield each row with how many of its first cells are those of the row above, which need not be said again."""
    above: Row = ()
    for row in rows:
        said = 0
        while above and said < len(row) and row[said] is not None and above[said] == row[said]:
            said += 1
        yield said, row
        above = row


def _rows(
    cell: tuple[End, Link | None], steps: Sequence[str], after: dict[End, list[Link]], at: int
) -> list[list[Cell]]:
    """Return the rows that begin with this cell in the step `at`."""
    rows: list[list[Cell]] = []
    for link in _direct(after.get(cell[0], []), after):
        step = steps.index(link.answer.category)
        for row in _rows((link.answer, link), steps, after, step):
            rows.append([cell, *[None] * (step - at - 1), *row])
    return rows or [[cell, *[None] * (len(steps) - at - 1)]]


def _direct(links: Sequence[Link], after: dict[End, list[Link]]) -> list[Link]:
    """Return the links but for those to what others of them lead to as well."""
    reached = {end for link in links for end in _beyond(link.answer, after)}
    return [link for link in links if link.answer not in reached]


def _beyond(end: End, after: dict[End, list[Link]]) -> set[End]:
    further = {link.answer for link in after.get(end, [])}
    return further | {each for one in further for each in _beyond(one, after)}
