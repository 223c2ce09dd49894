"""The parts of the DOCX report that say what the notes lead to: problems with their answers, focus issues."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workshop.reports.answers import answered, focus_by_group
from workshop.reports.chain import Cell, Chain, chain, said_once
from workshop.reports.docx.body import GAP, listed, theme_anchors
from workshop.reports.docx.contents import Headings
from workshop.reports.docx.xml import Element, link, paragraph, run, table
from workshop.reports.facts import runs
from workshop.reports.words import Words
from workshop.views.linked import End
from workshop.views.record import Record


def answers_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield the chain, or a line a problem with its answers where there is none; then the problems without one."""
    found = answered(record)
    linked = [each for each in found if each.answers]
    gaps = [each.problem for each in found if not each.answers and each.problem.theme]
    single = [each.problem for each in found if not each.answers and not each.problem.theme]
    anchors = theme_anchors(record)
    if found:
        yield headings.heading(1, words.answers)
    whole = chain(record)
    if whole is not None:
        yield from _chain(whole, words, anchors)
    for each in linked if whole is None else []:
        answers = _listed([link.answer for link in each.answers], words, anchors)
        yield paragraph("ThemeNote", *_end(each.problem, words, anchors), run(f"{GAP}→ ", "Agreed"), *answers)
    if gaps:
        yield paragraph("ThemeNote", run(f"{words.without_answer}: ", "Strong"), *_listed(gaps, words, anchors))
    if single:
        yield listed(words, words.single_gaps, [number for each in single for number in each.notes])


def _chain(found: Chain, words: Words, anchors: Mapping[str, str]) -> Iterable[Element]:
    """Yield the chain as a table; what stands above is not said again."""
    yield paragraph("PartHead", words.chain)
    yield paragraph("Remark", words.chain_remark)
    rows: list[list[list[Element]]] = []
    for said, row in said_once(found.rows):
        cells = ([] if at < said else _cell(cell, words, anchors) for at, cell in enumerate(row))
        rows.append([[paragraph("TableText", *cell)] for cell in cells])
    wide = 16.0 / len(found.steps)
    head = [paragraph("TableHead", name) for name in found.steps]
    yield table((wide,) * len(found.steps), rows, head, title=words.chain)


def _cell(cell: Cell, words: Words, anchors: Mapping[str, str]) -> Iterator[Element | str]:
    if cell is None:
        yield words.chain_gap
        return
    end, found = cell
    yield from _end(end, words, anchors)
    if found is not None and not found.decided:
        yield f" ({words.link_found})"


def focus_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield the notes of each focus issue by group, those issues with none too."""
    if not record.focus:
        return
    yield headings.heading(1, words.focus)
    rows = focus_by_group(record, words)
    for issue in record.focus:
        total = words.theme_facts.format(notes=f"{len(record.in_focus(issue)):,}")
        found = [
            words.digits(f"{len(numbers):,} [{runs(numbers)}]").join((f"{group} ", ""))
            for key, group, numbers in rows
            if key == issue.key and group
        ]
        name, count = run(issue.name, "Strong"), run(f"{GAP}{words.digits(total)}", "Agreed")
        yield paragraph("ThemeNote", name, count, *([f"{GAP}{' · '.join(found)}"] if found else []))


def _listed(ends: Sequence[End], words: Words, anchors: Mapping[str, str]) -> Iterator[Element | str]:
    for at, end in enumerate(ends):
        yield from ["; "] if at else []
        yield from _end(end, words, anchors)


def _end(end: End, words: Words, anchors: Mapping[str, str]) -> Iterator[Element | str]:
    """Yield the label, which leads to the theme, with the count of its notes; a single note with its number."""
    if end.theme in anchors:
        yield link(anchors[end.theme], run(end.label))
        yield words.digits(f" ({len(end.notes):,})")
    else:
        yield f"{end.label} [{words.digits(runs(end.notes))}]" if end.notes else end.label
