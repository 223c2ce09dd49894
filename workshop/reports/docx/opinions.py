"""Votes and moods in the DOCX report; each part is left out where there was none."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from workshop.domain.pulses import FEWEST
from workshop.reports.docx.contents import Headings
from workshop.reports.docx.facts import counts
from workshop.reports.docx.xml import Element, paragraph
from workshop.reports.facts import levels
from workshop.reports.words import Words
from workshop.views.record import Record


def votings_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    if record.votings:
        yield headings.heading(1, words.votings)
    for voting in record.votings:
        of = words.of_category.format(category=voting.category) if voting.category else words.all_categories
        yield headings.heading(2, voting.title or voting.category or words.all_categories)
        yield paragraph("Equation", words.voting_facts.format(of=of, dots=voting.dots, voters=f"{voting.voters:,}"))
        rows = [(option.label, option.votes) for option in voting.options]
        total = (words.total, sum(votes for _label, votes in rows))
        yield counts((13.0, 3.0), (words.theme, words.votes), rows, total)
        if not voting.closed:
            yield paragraph("Remark", words.voting_open)


def pulses_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    if record.pulses:
        yield headings.heading(1, words.pulses)
    for pulse in record.pulses:
        yield headings.heading(2, pulse.question or words.pulse_untitled)
        answers = f"{pulse.answers:,}"
        if pulse.mean is None or pulse.spread is None:
            yield paragraph("BodyText", words.pulse_few.format(answers=answers, fewest=FEWEST))
            continue
        yield paragraph("Equation", words.pulse_facts.format(answers=answers, mean=_rounded(pulse.mean)))
        rows = reversed([*zip(levels(words), pulse.spread, strict=True)])
        yield counts((13.0, 3.0), (words.level, words.answers), rows, (words.total, pulse.answers))


def _rounded(mean: float) -> str:
    """Two places, a half upwards, as spreadsheets show it."""
    return str(Decimal(str(mean)).quantize(Decimal("0.01"), ROUND_HALF_UP))
