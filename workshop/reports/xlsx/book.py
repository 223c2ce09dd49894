"""The workbook: summary, themes, every note; what is attached and what the room was asked, where there is any.

No cell is a formula, a link or a guessed number.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from workshop.reports import actions, comparison, summaries
from workshop.reports.answers import answered, focus_by_group, numbers, of_link, votes
from workshop.reports.chain import Chain, chain
from workshop.reports.charts.data import all_bars
from workshop.reports.words import Words
from workshop.reports.xlsx.charts import charts_sheet
from workshop.reports.xlsx.sheet import Column, table_sheet, workbook
from workshop.reports.xlsx.summary import write_summary
from workshop.views.asked import PARTS
from workshop.views.asked.entry import Text
from workshop.views.attached import KINDS
from workshop.views.attached.part import Part
from workshop.views.record import Attached, Category, Note, Record

_NUMBERS = (Words.note_numbers, 60, "text")
_THEMES = (
    (Words.category, 28, "text"),
    (Words.theme, 48, "text"),
    (Words.notes, 18, "number"),
    (Words.group_count, 14, "number"),
    (Words.label_origin, 22, "text"),
    _NUMBERS,
    (Words.keywords, 36, "text"),
    (Words.votes, 12, "number"),
)
_ANSWERS = (
    (Words.category, 28, "text"),
    (Words.problem, 48, "text"),
    (Words.notes, 16, "number"),
    (Words.problem_notes, 28, "text"),
    (Words.category, 28, "text"),
    (Words.answer, 48, "text"),
    (Words.notes, 16, "number"),
    (Words.answer_notes, 28, "text"),
    (Words.link, 24, "text"),
    (Words.strength, 16, "mean"),
)
_FOCUS = ((Words.focus_issue, 48, "text"), (Words.group, 30, "text"), (Words.notes, 16, "number"), _NUMBERS)
_PHASES = (
    (Words.number, 8, "number"),
    (Words.phase, 44, "text"),
    (Words.question, 60, "text"),
    (Words.identity, 30, "text"),
    (Words.notes, 16, "number"),
)
_NOTES = (
    (Words.number, 8, "number"),
    (Words.group, 24, "text"),
    (Words.category, 28, "text"),
    (Words.note, 64, "text"),
    (Words.status, 22, "text"),
    (Words.theme, 36, "text"),
    (Words.sent_at, 22, "moment"),
    (Words.agreed, 14, "number"),
    (Words.phase, 36, "text"),
    (Words.focus, 36, "text"),
)
_ROUND = (Words.round, 10, "number")
_ATTACHED = ((Words.attached_to, 40, "text"), (Words.category, 28, "text"), (Words.theme, 40, "text"))


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write the workbook in TH SarabunPSK, which Thai offices have, or the office's own font.

    Characters that XML forbids come out as U+FFFD. Raises ValueError when a text is longer than a cell holds.
    """
    book = workbook(record, words, stream)
    write_summary(book, record, words)
    table_sheet(book, words, words.themes, _THEMES, _themes(record, words))
    table_sheet(book, words, words.all_notes, _NOTES, (_note(record, note, words) for note in record.notes))
    if problems := list(_answers(record, words)):
        table_sheet(book, words, words.answers, _ANSWERS, problems)
    if (ways := chain(record)) is not None:
        table_sheet(book, words, words.chain, _chain_columns(ways), _chain(ways, words))
    if record.focus:
        table_sheet(book, words, words.focus, _FOCUS, _focus(record, words))
    if record.phases:
        table_sheet(book, words, words.agenda, _PHASES, _phases(record, words))
    if record.summaries:
        table_sheet(book, words, words.summaries, summaries.COLUMNS, summaries.rows(record))
    if record.actions:
        # As everywhere in the workbook, whose figures are numbers.
        rows = (row.cells for row in actions.rows(record, Words(words.language, thai_digits=False)))
        table_sheet(book, words, words.actions, actions.COLUMNS, rows)
    for kind in KINDS:
        if record.attached[kind.name]["shown"]:
            title = kind.title.in_(words.language)
            columns = (*_ATTACHED, (kind.title, 64, "text"), (Words.status, 24, "text"))
            table_sheet(book, words, title, columns, _attached(record, words, kind))
    for part in PARTS:
        if entries := part.of(record.asked):
            asked = ((at, *row) for at, entry in enumerate(entries, start=1) for row in entry.rows(words.language))
            table_sheet(book, words, part.title.in_(words.language), (_ROUND, *part.columns), asked)
    if years := list(comparison.rows(record, words)):
        table_sheet(book, words, comparison.TITLE.in_(words.language), comparison.COLUMNS, years)
    if shown := all_bars(record, Words(words.language, False)):  # names in rows of data
        charts_sheet(book, words, shown)
    book.close()


def _themes(record: Record, words: Words) -> Iterator[Sequence[object]]:
    dots = votes(record)
    for category in record.categories:
        for theme in category.themes:
            origin = words.label_given if theme.given else words.label_found
            keywords = ", ".join(theme.keywords)
            yield (*_row(category, theme.label, origin, theme.notes), keywords, dots[theme.id])
        for name in category.unanswered:
            yield (category.name, name, 0, 0, words.nobody_wrote_on, "", "", 0)
        for name, notes in ((words.ungrouped, category.ungrouped), (words.set_aside, category.set_aside)):
            if notes:
                yield (*_row(category, name, "", notes), "", "")
        if category.hidden:
            yield (category.name, words.hidden, category.hidden, *("",) * 5)


def _row(category: Category, name: str, origin: str, notes: Sequence[Note]) -> Sequence[object]:
    numbers = ", ".join(str(note.number) for note in notes)
    return (category.name, name, len(notes), len({note.group for note in notes if note.group}), origin, numbers)


def _answers(record: Record, words: Words) -> Iterator[Sequence[object]]:
    """Yield a row a link, then a row a problem without one."""
    for each in answered(record):
        problem = (each.problem.category, each.problem.label, len(each.problem.notes), numbers(each.problem))
        for link in each.answers:
            end = link.answer
            answer = (end.category, end.label, len(end.notes), numbers(end))
            yield (*problem, *answer, of_link(link, words), link.strength)
        if not each.answers:
            yield (*problem, "", words.no_answer, "", "", "", "")


def _chain_columns(ways: Chain) -> Sequence[Column]:
    """Return for each step its theme or note, how many notes and which; from the second on how it was linked."""
    found: list[Column] = []
    for step in ways.steps:
        linked = ((Words.link, 24, "text"),) if found else ()
        found += [
            *linked,
            (Text(step, step), 40, "text"),
            (Words.notes, 16, "number"),
            (Words.note_numbers, 24, "text"),
        ]
    return found


def _chain(ways: Chain, words: Words) -> Iterator[Sequence[object]]:
    """Yield a row a way from a problem on, with nothing left out, so that rows can be sorted and filtered."""
    for row in ways.rows:
        cells: list[object] = []
        for cell in row:
            end, link = cell or (None, None)
            if cells:
                cells.append(of_link(link, words) if link else "")
            cells += [end.label, len(end.notes), numbers(end)] if end else [words.chain_gap, "", ""]
        yield cells


def _focus(record: Record, words: Words) -> Iterator[Sequence[object]]:
    issues = {issue.key: issue.name for issue in record.focus}
    for key, group, found in focus_by_group(record, words):
        yield (issues[key], group, len(found), ", ".join(map(str, found)))


def _phases(record: Record, words: Words) -> Iterator[Sequence[object]]:
    for at, phase in enumerate(record.phases, start=1):
        yield (at, phase.title, phase.question, words.of_identity(phase), phase.notes)
    if record.outside_phases:
        yield ("", words.outside_phases, "", "", record.outside_phases)


def _note(record: Record, note: Note, words: Words) -> Sequence[object]:
    where = (note.number, words.of_writer(note), note.category)
    focus = "; ".join(issue.name for issue in record.focus if issue.key in note.focus)
    status = (words.of_status(note.status), note.theme, note.submitted_at, note.agreed)
    return (*where, note.text, *status, note.phase, focus)


def _attached(record: Record, words: Words, kind: Part) -> Iterator[Sequence[object]]:
    """Yield what is on notes first, then on themes, then on those that have gone."""

    def rows(on: str, category: str, theme: str, on_it: Iterable[Attached]) -> Iterator[Sequence[object]]:
        for each in on_it:
            yield (on, category, theme, each.text, kind.kind(each.staff, words.language))

    for note in record.notes:
        on = words.attached_to_note.format(number=note.number)
        yield from rows(on, note.category, note.theme, note.on_it(kind.name))
    for category in record.categories:
        for theme in category.themes:
            yield from rows(words.theme, category.name, theme.label, theme.on_it(kind.name))
    for former in record.former_themes:
        yield from rows(words.former_theme, "", former.label, former.on_it(kind.name))
