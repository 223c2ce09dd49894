"""The content of a report refuses figures that do not add up, and has no place for a name."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.report_samples import category, content, note, plain, theme
from workshop.reports import content as module
from workshop.reports.content import Figures, OptionContent, PulseContent, ReportContent, ThemeContent, VotingContent

counts = st.integers(0, 10_000)


@given(counts, counts, counts, counts)
def test_figures_that_add_up_are_taken(in_themes: int, ungrouped: int, set_aside: int, hidden: int) -> None:
    received = in_themes + ungrouped + set_aside + hidden
    assert Figures(received, in_themes, ungrouped, set_aside, hidden).received == received


@given(counts, counts, counts, counts, st.integers(-5, 5).filter(bool))
def test_figures_that_miss_a_note_are_refused(a: int, b: int, c: int, d: int, off: int) -> None:
    with pytest.raises(ValueError, match=r"notes received|below zero"):
        Figures(a + b + c + d + off, a, b, c, d)


def test_a_count_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        Figures(1, 2, -1, 0, 0)


@given(st.lists(st.tuples(st.lists(st.integers(1, 5), max_size=4), st.integers(0, 5), st.integers(0, 5)), max_size=4))
def test_every_printed_note_is_in_the_appendix_once(shapes: list[tuple[list[int], int, int]]) -> None:
    number, held = 0, []
    for at, (sizes, ungrouped, hidden) in enumerate(shapes):
        made = [[note(number := number + 1, "ก") for _ in range(size)] for size in (*sizes, ungrouped)]
        themes = tuple(theme(f"เรื่องที่ {place}", *notes) for place, notes in enumerate(made[:-1]))
        held.append(category(str(at), themes=themes, ungrouped=tuple(made[-1]), hidden_count=hidden))
    report = content(*held)
    assert [each.number for each in report.all_notes] == list(range(1, number + 1))
    assert report.figures.received == number + sum(hidden for _, _, hidden in shapes)


def test_figures_of_the_report_that_differ_from_its_categories_are_refused() -> None:
    with pytest.raises(ValueError, match="received is 9"):
        dataclasses.replace(plain(), figures=Figures(9, 4, 3, 1, 1))


def test_a_theme_that_miscounts_its_notes_is_refused() -> None:
    with pytest.raises(ValueError, match="counts 2 notes and holds 1"):
        ThemeContent("งบ", False, 2, (note(1, "งบน้อย"),))


def test_two_notes_of_one_number_are_refused() -> None:
    with pytest.raises(ValueError, match=r"more than once: \[1\]"):
        content(category(ungrouped=(note(1, "ก"), note(1, "ข"))))


def test_nothing_in_the_content_can_hold_who_wrote_a_note() -> None:
    fields = {
        field.name
        for kind in vars(module).values()
        if isinstance(kind, type) and dataclasses.is_dataclass(kind)
        for field in dataclasses.fields(kind)
    }
    assert fields == {
        *("title", "host_unit", "venue", "starts_on", "ends_on", "fiscal_year", "template_name", "code"),
        *("opening_words", "groups", "phases", "participants", "figures", "categories", "generated_at", "language"),
        *("name", "notes", "question", "received", "in_themes", "ungrouped", "set_aside", "hidden"),
        *("key", "themes", "hidden_count", "label", "label_given", "note_count"),
        *("number", "text", "group", "category", "status", "theme", "submitted_at", "agreed"),
        *("votings", "pulses", "dots", "voters", "votes", "closed", "options", "answers", "spread"),
    }


def test_a_spread_of_too_few_answers_is_refused_and_one_that_misses_an_answer() -> None:
    for answers, spread in ((4, (0, 0, 0, 0, 4)), (6, (1, 1, 1, 1, 1)), (5, (5,))):
        with pytest.raises(ValueError, match=r"would tell|but a spread"):
            PulseContent("", answers, spread)
    assert PulseContent("", 4, None).mean is None
    assert PulseContent("", 5, (1, 0, 0, 0, 4)).mean == 4.2


def test_votes_that_nobody_can_have_given_are_refused() -> None:
    options = (OptionContent("งบ", 3), OptionContent("คน", 1))
    assert VotingContent("", "", 2, 2, True, options).options == options
    with pytest.raises(ValueError, match="but 4 votes"):
        VotingContent("", "", 3, 1, True, options)
    with pytest.raises(ValueError, match="not in the order"):
        VotingContent("", "", 2, 2, True, options[::-1])


def test_content_cannot_be_changed_after_it_was_checked() -> None:
    report: ReportContent = plain()
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.participants = 0  # type: ignore[misc]
