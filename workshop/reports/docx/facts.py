"""The opening pages of the DOCX report: title block, facts of the workshop, figures."""

from collections.abc import Iterable, Sequence

from workshop.domain.chapters import APPENDIX
from workshop.reports.docx.contents import Headings
from workshop.reports.docx.unbroken import unbroken
from workshop.reports.docx.xml import Element, paragraph, table
from workshop.reports.facts import equation, facts, figures_table, groups_table, remarks
from workshop.reports.font_widths import ems
from workshop.reports.words import Words
from workshop.views.attached import KINDS
from workshop.views.record import Record

_MANY_GROUPS = 5
_SHORT = 14.0  # ems of a name that takes two lines where two groups stand in a row


def facts_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield the facts of the workshop; a chapter of its own where another one stands before it."""
    first = record.chapters.shown[0] == "facts"
    yield paragraph("PartHead", words.facts) if first else headings.heading(1, words.facts)
    rows = (
        [[paragraph("TableHead", name)], [paragraph("TableText", words.digits(value) if ours else value)]]
        for name, value, ours in facts(record, words)
    )
    yield table((4.0, 12.0), rows, style="Facts", title=words.facts)
    if record.opening_words:
        yield paragraph("PartHead", words.opening_words)
        yield paragraph("BodyText", record.opening_words)


def figures_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    yield headings.heading(1, words.figures)
    yield paragraph("Equation", words.digits(equation(record.figures, words)))
    head, *rows, total = figures_table(record, words)
    yield counts(words, (4.4, 2.2, 3.1, 2.3, 2.5, 1.5), head, rows, total, words.figures)
    yield paragraph("Remark", words.number_remark if record.chapters.has(APPENDIX) else words.number_remark_alone)
    for remark in remarks(record, words):
        yield paragraph("Remark", words.digits(remark))
    for part in KINDS:
        if record.attached[part.name]["received"]:
            text = part.equation.in_(words.language).format(**record.attached[part.name])
            yield paragraph("Equation", words.digits(text))
    if any(note.agreed for note in record.notes):
        yield paragraph("Remark", words.agreed_remark)
    if record.groups:
        yield paragraph("PartHead", words.groups)
        yield _groups(record, words)
        if record.merges:
            yield paragraph("Remark", words.digits(words.other_groups_remark))
    if record.phases:
        yield paragraph("PartHead", words.agenda)
        phases = (
            [[paragraph("TableText", text)] for text in (each.title, each.question, words.of_identity(each))]
            for each in record.phases
        )
        names = [paragraph("TableHead", word) for word in (words.phase, words.question, unbroken(words.identity))]
        yield table((4.8, 8.4, 2.8), phases, names, title=words.agenda)


def _groups(record: Record, words: Words) -> Element:
    """Return the table of the groups; two stand in a row where they are many and have short names."""
    head, *rows, total = groups_table(record, words)
    if len(rows) < _MANY_GROUPS or any(ems(str(name)) > _SHORT for name, *_counts in rows):
        return counts(words, (10.2, 2.8, 3.0), head, rows, total, words.groups)
    half = (len(rows) + 2) // 2
    both = [*rows, total, *[("",) * len(head)] * (2 * half - len(rows) - 1)]
    beside = [(*left, *right) for left, right in zip(both[:half], both[half:], strict=True)]
    last = len(beside) - 1

    def cells(row: Sequence[str | int], first: str, others: str, *, kept: bool = False) -> list[Element]:
        sides = (row[: len(head)], row[len(head) :])
        return [each for side in sides for each in _cells(words, side, first, others, keep_next=kept)]

    made = [
        [[cell] for cell in cells(row, "TableText", "TableNumber", kept=at < last)] for at, row in enumerate(beside)
    ]
    names = cells((*head, *head), "TableHead", "TableHeadNumber")
    return table((3.0, 2.2, 2.8) * 2, made, names, title=words.groups)


def counts(
    words: Words,
    widths: Sequence[float],
    head: Sequence[str | int],
    rows: Iterable[Sequence[str | int]],
    total: Sequence[str | int] = (),
    title: str = "",
) -> Element:
    """Return a table whose first column is a name and whose others are counts; its total is never alone on a page."""
    named = list(rows)
    last = len(named) - 1 if total else -1
    made = [
        [[cell] for cell in _cells(words, row, "TableText", "TableNumber", keep_next=at == last)]
        for at, row in enumerate(named)
    ]
    if total:
        made.append([[cell] for cell in _cells(words, total, "TableTotal", "TableTotalNumber")])
    return table(widths, made, _cells(words, head, "TableHead", "TableHeadNumber"), title=title)


def _cells(
    words: Words, row: Sequence[str | int], first: str, others: str, *, keep_next: bool = False
) -> list[Element]:
    texts = [words.digits(f"{value:,}") if isinstance(value, int) else value for value in row]
    styles = (first, *(others for _text in texts[1:]))
    return [paragraph(style, text, keep_next=keep_next) for style, text in zip(styles, texts, strict=True)]
