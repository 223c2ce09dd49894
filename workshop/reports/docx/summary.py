"""The first page of the DOCX report: what the room said, in figures and quotes."""

from collections.abc import Iterable
from itertools import accumulate

import regex

from workshop.domain.thai_words import cut
from workshop.reports.actions import counted, decided
from workshop.reports.answers import answered, votes
from workshop.reports.docx.body import facts_of
from workshop.reports.docx.contents import Headings
from workshop.reports.docx.pages import REPORT, Sheet, fit_on_a_page
from workshop.reports.docx.xml import Element, paragraph, run
from workshop.reports.facts import equation
from workshop.reports.summary import findings, next_steps
from workshop.reports.thai_dates import date_range
from workshop.reports.words import Words
from workshop.views.linked import End
from workshop.views.record import Record

# Entries of a list and letters of a label or a note, from much to little; the rest is in the body and the appendix.
_ROOM = ((5, 90), (4, 90), (4, 60), (3, 45), (2, 30))


def summary(record: Record, words: Words, headings: Headings, sheet: Sheet = REPORT) -> list[Element]:
    """Return figures, findings, problems with and without answers, focus issues, what is proposed next: with the title
    a page.

    Long labels are cut, and lists shortened, as far as the page takes.
    """
    title, head = list(title_block(record, words)), list(_head(record, words, headings))
    for most, letters in _ROOM:
        found = [*head, *_lists(record, words, most, letters)]
        if fit_on_a_page([*title, *found], sheet):
            break
    return found


def title_block(record: Record, words: Words) -> Iterable[Element]:
    yield paragraph("ReportKind", words.report_title)
    yield paragraph("Title", record.title)
    when = words.digits(date_range(record.starts_on, record.ends_on, words.language))
    yield paragraph("Subtitle", " · ".join(part for part in (record.host_unit, record.venue, when) if part))


def _head(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    yield headings.heading(1, words.summary_title, numbered=False)
    people = f"{words.participants} {words.people.format(count=f'{record.participants:,}')}"
    groups = f"{words.group_count} {len(record.groups):,}" if record.groups else ""
    yield paragraph(
        "Equation", words.digits(" · ".join(part for part in (equation(record.figures, words), people, groups) if part))
    )


def _lists(record: Record, words: Words, most: int, letters: int) -> Iterable[Element]:
    def cut(text: str) -> str:
        return short(text, letters)

    def end(of: End) -> str:
        if len(of.notes) == 1:
            return f"{cut(of.label)} [{words.digits(of.notes[0])}]"
        return f"{cut(of.label)} ({words.digits(words.theme_facts.format(notes=f'{len(of.notes):,}'))})"

    yield from _list(words.findings, findings(record, words, cut)[:most])
    problems = answered(record)
    linked = [each for each in problems if each.answers]
    lines = [
        f"{end(each.problem)} → {end(each.answers[0].answer)}{_more(words, len(each.answers) - 1)}"
        for each in linked[:most]
    ]
    yield from _list(words.answers, lines, len(linked) - most, words)
    gaps = [each.problem for each in problems if not each.answers]
    yield from _list(words.without_answer, [end(gap) for gap in gaps[:most]], len(gaps) - most, words)
    issues = [(issue.name, len(record.in_focus(issue))) for issue in record.focus]
    focus = [f"{name} {words.theme_facts.format(notes=words.digits(f'{count:,}'))}" for name, count in issues]
    yield from _list(words.focus, [" · ".join(focus)] if focus else [])
    dots = votes(record)
    ahead = [f"{cut(theme.label)} ({facts_of(words, theme, dots)})" for _category, theme in next_steps(record)[:most]]
    yield from _list(words.next_steps, ahead)
    steps = decided(record, words, cut)
    if record.actions and record.chapters.has("actions"):
        heading = paragraph("SummaryHead", f"{words.actions} ", run(f"({counted(record, words)})", "Agreed"))
        yield from _list(heading, steps[:most], len(steps) - most, words)


def short(text: str, letters: int) -> str:
    """Return a long text's beginning, cut between words; between visible characters where it has none."""
    plain = " ".join(text.split())
    clusters = regex.findall(r"\X", plain)
    if len(clusters) <= letters:
        return plain
    begun = "".join(clusters[: letters - 1])
    # Words of which one goes on behind the cut end before it.
    ends = accumulate(map(len, cut(plain[: 2 * len(begun)])), initial=0)
    whole = begun[: max(end for end in ends if end <= len(begun))]
    return (whole if 2 * len(whole) > len(begun) else begun).rstrip() + "…"


def _list(heading: str | Element, lines: list[str], left_out: int = 0, words: Words | None = None) -> Iterable[Element]:
    if lines:
        yield paragraph("SummaryHead", heading) if isinstance(heading, str) else heading
        for line in lines:
            yield paragraph("SummaryLine", run("•"), run("\t"), line)
        if left_out > 0 and words is not None:
            yield paragraph("SummaryLine", run("\t"), words.more.format(count=words.digits(f"{left_out:,}")))


def _more(words: Words, count: int) -> str:
    return f" {words.more.format(count=words.digits(count))}" if count > 0 else ""
