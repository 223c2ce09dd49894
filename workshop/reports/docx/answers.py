"""The parts of the DOCX report that say what the notes lead to: problems with their answers, focus issues."""

from collections.abc import Iterable

from workshop.reports.answers import answered, focus_by_group
from workshop.reports.chain import Cell, chain
from workshop.reports.docx.body import listed
from workshop.reports.docx.contents import Headings
from workshop.reports.docx.facts import counts
from workshop.reports.docx.xml import Element, paragraph, table
from workshop.reports.facts import runs
from workshop.reports.words import Words
from workshop.views.linked import End
from workshop.views.record import Record


def answers_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield a row a problem with its answers, then the problems without one."""
    found = answered(record)
    single = [each.problem for each in found if not each.answers and not each.problem.theme]
    problems = [each for each in found if each.answers or each.problem.theme]
    if found:
        yield headings.heading(1, words.answers)
        rows = (
            [
                [paragraph("TableText", _end(each.problem, words))],
                [paragraph("TableText", _end(link.answer, words)) for link in each.answers]
                or [paragraph("TableText", words.no_answer)],
            ]
            for each in problems
        )
        if problems:
            head = [paragraph("TableHead", word) for word in (words.problem, words.answer)]
            yield table((8.0, 8.0), rows, head, title=words.answers)
    yield from _chain(record, words)
    if single:
        yield listed(words, words.single_gaps, [number for each in single for number in each.notes])


def _chain(record: Record, words: Words) -> Iterable[Element]:
    """Yield the chain as a table; what stands above is not said again."""
    found = chain(record)
    if found is None:
        return
    yield paragraph("PartHead", words.chain)
    yield paragraph("Remark", words.chain_remark)
    rows: list[list[list[Element]]] = []
    above: tuple[Cell, ...] = ()
    for row in found.rows:
        said = 0
        while above and said < len(row) and row[said] is not None and above[said] == row[said]:
            said += 1
        rows.append([[paragraph("TableText", "" if at < said else _cell(cell, words))] for at, cell in enumerate(row)])
        above = row
    wide = 16.0 / len(found.steps)
    head = [paragraph("TableHead", name) for name in found.steps]
    yield table((wide,) * len(found.steps), rows, head, title=words.chain)


def _cell(cell: Cell, words: Words) -> str:
    if cell is None:
        return words.chain_gap
    end, link = cell
    return _end(end, words) + (f" ({words.link_found})" if link is not None and not link.decided else "")


def focus_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield the notes of each focus issue by group, those issues with none too."""
    if not record.focus:
        return
    yield headings.heading(1, words.focus)
    rows = focus_by_group(record, words)
    for issue in record.focus:
        notes = record.in_focus(issue)
        yield paragraph("PartHead", issue.name)
        found = [
            (f"{group} [{words.digits(runs(numbers))}]", len(numbers))
            for key, group, numbers in rows
            if key == issue.key and group
        ]
        if found:
            yield counts(words, (13.0, 3.0), (words.group, words.notes), found, (words.total, len(notes)), issue.name)
        else:
            yield paragraph("BodyText", words.no_notes)


def _end(end: End, words: Words) -> str:
    """Return the label with the numbers of its notes; a single note stands verbatim."""
    return f"{end.label} [{words.digits(runs(end.notes))}]" if end.notes else end.label
