"""Random records that add up: for what has to be right of every workshop, whatever was written in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from hypothesis import strategies as st

from tests.reports.report_samples import HOSTILE_NOTES, record
from workshop.views.actions import STATUSES, Action, ActionStep
from workshop.views.asked.pulse import Pulse
from workshop.views.asked.voting import Option, Voting
from workshop.views.dates import BANGKOK
from workshop.views.figures import Status
from workshop.views.linked import FocusIssue, Link, Linked
from workshop.views.programme import ProgrammeItem
from workshop.views.record import Category, Group, Note, Phase, Record, Theme

_LABELS = ("งบประมาณล่าช้า", "<b>&amp;", "=1+1", "กตัญญู" * 20, "\N{THUMBS UP SIGN}", "น้ำ\nดื่ม")
_texts = st.sampled_from((*HOSTILE_NOTES, *_LABELS))

_steps = st.builds(
    ActionStep, st.just(datetime(2020, 12, 1, 9, tzinfo=BANGKOK)), st.sampled_from(STATUSES), _texts | st.just("")
)
_items = st.builds(
    ProgrammeItem, st.just(1), st.just("09:00"), st.just("10:00"), st.sampled_from(("input", "break")), _texts
)
_actions = st.builds(
    Action,
    what=_texts,
    unit=_texts | st.just(""),
    due=st.sampled_from((None, date(2021, 3, 31))),
    measure=_texts | st.just(""),
    themes=st.lists(_texts, max_size=1).map(tuple),
    status=st.sampled_from(STATUSES),
    overdue=st.booleans(),
    steps=st.lists(_steps, max_size=1).map(tuple),
)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Return a record with categories, themes, links, gaps, focus issues, votings and moods as they may come."""
    groups = tuple(Group(name, draw(st.integers(0, 40)), 0) for name in draw(_names(4)))
    phases = tuple(
        Phase(draw(_texts), draw(_texts), draw(st.sampled_from(("unit", "anonymous", "signed"))))
        for _ in range(draw(st.integers(0, 2)))
    )
    focus = tuple(FocusIssue(f"f{at}", draw(_texts)) for at in range(draw(st.integers(0, 2))))
    number = 0
    categories: list[Category] = []
    for key, name in zip(("problem", "solution", "own"), draw(_names(3)), strict=False):

        def note(status: Status, theme: str = "", name: str = name) -> Note:
            nonlocal number
            number += draw(st.integers(1, 2))
            group = draw(st.sampled_from(["", *(each.name for each in groups)]))
            made = Note(number, draw(_texts), group, name, status, theme, datetime(2020, 10, 30, 9, tzinfo=BANGKOK))
            keys = tuple(each.key for each in focus if draw(st.booleans()))
            return replace(
                made,
                agreed=draw(st.integers(0, 9)),
                merged=not group and draw(st.booleans()),
                focus=keys,
                late=number % 2 == 0,
            )

        themes = tuple(
            Theme(
                label,
                draw(st.booleans()),
                tuple(note(Status.THEME, label) for _ in range(draw(st.integers(1, 4)))),
                id=f"{key}{at}",
            )
            for at, label in enumerate(draw(_names(3)))
        )
        loose = tuple(note(Status.UNGROUPED) for _ in range(draw(st.integers(0, 2))))
        aside = tuple(note(Status.SET_ASIDE) for _ in range(draw(st.integers(0, 1))))
        categories.append(Category(key, name, themes, loose, aside, draw(st.integers(0, 2))))
    problems = [theme.end(each.name) for each in categories[:1] for theme in each.themes]
    answers = [theme.end(each.name) for each in categories[1:2] for theme in each.themes]
    links = tuple(
        Link(problems[0], answer, 0.5, draw(st.sampled_from(("", "added")))) for answer in answers if problems
    )
    options = [Option(theme.label, 0, theme.id) for each in categories for theme in each.themes]
    votings = (
        (
            Voting(
                draw(_texts), "", 3, draw(st.integers(0, 9)), draw(st.booleans()), tuple(options), draw(st.booleans())
            ),
        )
        if options
        else ()
    )
    moods = (Pulse(draw(_texts), 9, (1, 0, 2, 2, 4)), Pulse("", 3, None))[: draw(st.integers(0, 2))]
    return record(
        *categories,
        title=draw(_texts),
        background=draw(_texts),
        conclusion=draw(_texts),
        groups=groups,
        phases=phases,
        focus=focus,
        linked=Linked(links, tuple(problems[1:])),
        asked=(*votings, *moods),
        actions=draw(st.lists(_actions, max_size=2).map(tuple)),
        programme=draw(st.lists(_items, max_size=2).map(tuple)),
        starts_on=draw(st.sampled_from((None, date(2020, 10, 30)))),
        fiscal_year=draw(st.sampled_from((None, 2564))),
        seq=draw(st.integers(0, 9999)),
    )


def _names(most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(_texts, max_size=most, unique=True)
