"""The facts of a workshop in the order that every format shows them."""

from workshop.domain import agendas
from workshop.reports.thai_dates import date_range, long_moment
from workshop.reports.words import Words
from workshop.views.dates import ERA
from workshop.views.figures import ACCOUNT, Figures
from workshop.views.record import Record


def facts(record: Record, words: Words) -> list[tuple[str, str, bool]]:
    """Return (name, value, whether its digits are written in Thai), without facts that nobody entered."""
    rows = [
        (words.host_unit, record.host_unit, False),
        (words.venue, record.venue, False),
        (words.dates, date_range(record.starts_on, record.ends_on, words.language), True),
        (words.fiscal_year, fiscal_year(record, words), True),
        (words.template, template_name(record, words), False),
        (words.code, record.code, False),
        (words.participants, words.people.format(count=f"{record.participants:,}"), True),
        (words.group_count, f"{len(record.groups):,}" if record.groups else "", True),
        (words.generated_at, long_moment(record.read_at, words.language), True),
    ]
    return [row for row in rows if row[1]]


def fiscal_year(record: Record, words: Words) -> str:
    """Return the fiscal year in the era of the report's language, "" when nobody entered it."""
    if record.fiscal_year is None:
        return ""
    return str(record.fiscal_year - (ERA if words.language == "en" else 0))


def template_name(record: Record, words: Words) -> str:
    """Return the name of the workshop's agenda, or its key if that agenda no longer exists."""
    agenda = agendas.AGENDAS.get(record.template)
    return words.translated(agenda.name) if agenda else record.template


def equation(figures: Figures, words: Words) -> str:
    """Return the accounting in one line: received = in themes + ungrouped + set aside + hidden."""
    return words.equation.format(**{name: f"{count:,}" for name, count in figures.account.items()})


def groups_table(record: Record, words: Words) -> tuple[tuple[str, ...], list[tuple[str | int, ...]]]:
    """Heading, and a row a group with its people and notes; last, the notes that are shown with no group.

    Where groups are merged, no notes beside a group does not mean that it wrote none: the cell is empty.
    """
    merges = record.merges
    notes = words.group_notes if merges else words.notes
    rows: list[tuple[str | int, ...]] = [
        (group.name, group.participants, "" if merges and not group.notes else group.notes) for group in record.groups
    ]
    if record.without_group:
        rows.append((words.other_groups if merges else words.no_group, "", record.without_group))
    return (words.group, words.participants, notes), rows


def figures_table(record: Record, words: Words) -> list[tuple[str | int, ...]]:
    """Return the accounting as a table: heading, a row a category, total."""
    heading = (words.category, *(getattr(words, name) for name in ACCOUNT))
    rows = [(each.name, *each.figures.account.values()) for each in record.categories]
    return [heading, *rows, (words.total, *record.figures.account.values())]
