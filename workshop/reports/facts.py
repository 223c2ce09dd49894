"""The facts of a workshop in the order that every format shows them."""

from collections.abc import Iterable

from workshop.domain import agendas
from workshop.domain.chapters import APPENDIX
from workshop.domain.runs import runs as found_runs
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
        (words.units, units(record, words), False),
        (words.group_count, f"{len(record.groups):,}" if record.groups else "", True),
        (words.generated_at, long_moment(record.read_at, words.language), True),
        (words.seq, f"{record.seq:,}" if record.seq else "", True),
    ]
    return [row for row in rows if row[1]]


def units(record: Record, words: Words) -> str:
    """Return how many devices came of each unit, in one line; digits in names stay as they were typed."""
    return " · ".join(f"{unit or words.other_units} {words.digits(f'{devices:,}')}" for unit, devices in record.units)


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


def groups_table(record: Record, words: Words) -> list[tuple[str | int, ...]]:
    """Return heading, a row a group with its people and notes, the notes that are shown with no group, total.

    Where groups are merged, no notes beside a group does not mean that it wrote none: the cell is empty.
    """
    merges = record.merges
    rows: list[tuple[str | int, ...]] = [
        (group.name, group.participants, "" if merges and not group.notes else group.notes) for group in record.groups
    ]
    if record.without_group:
        rows.append((words.other_groups if merges else words.no_group, "", record.without_group))
    notes = sum(group.notes for group in record.groups) + record.without_group
    heading = (words.group, words.participants, words.group_notes if merges else words.notes)
    return [heading, *rows, (words.total, record.participants, notes)]


def remarks(record: Record, words: Words) -> list[str]:
    """Return what explains the figures: notes that wait, are hidden, or are missing from the numbers."""
    found = []
    if record.figures.waiting:
        found.append(words.waiting_remark.format(count=f"{record.figures.waiting:,}"))
    if record.figures.hidden:
        found.append(words.hidden_remark.format(count=f"{record.figures.hidden:,}"))
    if record.unchecked:
        found.append(words.unchecked_remark.format(count=f"{record.unchecked:,}"))
    if record.erased:
        numbers = runs(each.number for each in record.erased)
        form = words.erased_remark if record.chapters.has(APPENDIX) else words.erased_remark_alone
        found.append(form.format(count=f"{len(record.erased):,}", numbers=numbers))
    if record.withdrawn:
        found.append(words.withdrawn_remark.format(count=f"{len(record.withdrawn):,}", numbers=runs(record.withdrawn)))
    return found


def erased_rows(record: Record, words: Words) -> list[tuple[int, str]]:
    """Return (number, why) of the notes whose words were erased."""
    return [(each.number, words.erased_reason.format(reason=each.reason)) for each in record.erased]


def paragraphs(text: str) -> list[str]:
    """Return the lines of a typed text, without empty ones and outer blanks."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def keys_of_notes(record: Record) -> dict[int, tuple[str, str]]:
    """Return {number of a note: (key of its category, id of its theme or "")}."""
    themes = {note.number: theme.id for theme in record.themes for note in theme.notes}
    return {
        note.number: (category.key, themes.get(note.number, ""))
        for category in record.categories
        for note in category.notes
    }


def runs(numbers: Iterable[int]) -> str:
    """Return ascending numbers, those in a row as a range: 1, 4–6, 9."""
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found_runs(numbers))


def figures_table(record: Record, words: Words) -> list[tuple[str | int, ...]]:
    """Return the accounting as a table: heading, a row a category, total."""
    heading = (words.category, *(getattr(words, name) for name in ACCOUNT))
    rows = [(each.name, *each.figures.account.values()) for each in record.categories]
    return [heading, *rows, (words.total, *record.figures.account.values())]
