"""The first page of the DOCX report: what the room said, in figures and quotes."""

from collections.abc import Iterable

import regex

from workshop.reports.answers import answered, votes
from workshop.reports.docx.body import facts_of
from workshop.reports.docx.contents import Headings
from workshop.reports.docx.xml import Element, paragraph, run
from workshop.reports.facts import equation
from workshop.reports.summary import findings, next_steps
from workshop.reports.thai_dates import date_range
from workshop.reports.words import Words
from workshop.views.linked import End
from workshop.views.record import Record

_MOST = 5  # problems with answers, and problems without, that stand on the page
_LABEL = 90  # letters of a label or a single note; the rest is in the body and the appendix


def summary(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield title, figures, findings, problems with and without answers, focus issues, what is proposed next."""
    yield paragraph("ReportKind", words.report_title)
    yield paragraph("Title", record.title)
    when = words.digits(date_range(record.starts_on, record.ends_on, words.language))
    yield paragraph("Subtitle", " · ".join(part for part in (record.host_unit, record.venue, when) if part))
    yield headings.heading(1, words.summary_title, numbered=False)
    people = f"{words.participants} {words.people.format(count=f'{record.participants:,}')}"
    groups = f"{words.group_count} {len(record.groups):,}" if record.groups else ""
    yield paragraph(
        "Equation", words.digits(" · ".join(part for part in (equation(record.figures, words), people, groups) if part))
    )
    yield from _list(words.findings, findings(record, words))
    problems = answered(record)
    linked = [each for each in problems if each.answers]
    yield from _list(
        words.answers,
        [
            f"{_end(words, each.problem)} → {_end(words, each.answers[0].answer)}{_more(words, len(each.answers) - 1)}"
            for each in linked[:_MOST]
        ],
        len(linked) - _MOST,
        words,
    )
    gaps = [each.problem for each in problems if not each.answers]
    yield from _list(words.without_answer, [_end(words, gap) for gap in gaps[:_MOST]], len(gaps) - _MOST, words)
    issues = [(issue.name, len(record.in_focus(issue))) for issue in record.focus]
    focus = [f"{name} {words.theme_facts.format(notes=words.digits(f'{count:,}'))}" for name, count in issues]
    yield from _list(words.focus, [" · ".join(focus)] if focus else [])
    dots = votes(record)
    ahead = [f"{short(theme.label)} ({facts_of(words, theme, dots)})" for _category, theme in next_steps(record)]
    yield from _list(words.next_steps, ahead)


def short(text: str) -> str:
    """Return a long text's beginning, cut between visible characters."""
    clusters = regex.findall(r"\X", " ".join(text.split()))
    return "".join(clusters if len(clusters) <= _LABEL else [*clusters[: _LABEL - 1], "…"])


def _list(heading: str, lines: list[str], left_out: int = 0, words: Words | None = None) -> Iterable[Element]:
    if lines:
        yield paragraph("SummaryHead", heading)
        for line in lines:
            yield paragraph("SummaryLine", run("•"), run("\t"), line)
        if left_out > 0 and words is not None:
            yield paragraph("SummaryLine", run("\t"), words.more.format(count=words.digits(f"{left_out:,}")))


def _end(words: Words, end: End) -> str:
    if len(end.notes) == 1:
        return f"{short(end.label)} [{words.digits(end.notes[0])}]"
    return f"{short(end.label)} ({words.digits(words.theme_facts.format(notes=f'{len(end.notes):,}'))})"


def _more(words: Words, count: int) -> str:
    return f" {words.more.format(count=words.digits(count))}" if count > 0 else ""
