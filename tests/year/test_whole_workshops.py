"""Any workshop goes out as a file, comes in elsewhere, and says the same there: file, report and figures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.year.whole_workshops import VERBS, Whole, alike, elsewhere
from workshop.domain import workshops
from workshop.feed import Feed
from workshop.views import integrity
from workshop.views.read_record import read_record
from workshop.views.record import Record
from workshop.year import contents, workshop_in, workshop_out

STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 9)), max_size=25)


def said(record: Record) -> Record:
    """The record without what belongs to one installation: its code, its history, its office."""
    return replace(
        record,
        code="",
        seq=0,
        read_at=record.read_at.replace(year=2020, month=1, day=1, hour=0, minute=0, second=0, microsecond=0),
        office=type(record.office)(),
        approval=None,
    )


def every(content: contents.Workshop) -> dict[str, int]:
    return {name: len(rows) for name, rows in content.model_dump().items() if isinstance(rows, list)}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_any_workshop_says_the_same_elsewhere_and_goes_out_the_same_again(feed: Feed, steps: Any) -> None:
    whole = Whole(feed)
    for verb, which in steps:
        whole.step(verb, which)
    content = whole.content()
    again, record = elsewhere(content)
    assert alike(again) == alike(content)
    assert said(record) == said(feed.read(read_record, whole.code))


def test_a_workshop_with_everything_comes_back_as_a_copy_on_either_database(feed: Feed) -> None:
    whole = Whole(feed).all_steps()
    content = whole.content()
    empty = {name for name, count in every(content).items() if not count}
    assert empty == {"focus", "presenting", "pictures", "links"} - {"focus"}, "each list has something to lose"
    code = feed.write(workshop_in.take_in, content, "0" * 64)
    assert alike(feed.read(workshop_out.content_of, code)) == alike(content)
    assert said(feed.read(read_record, code)) == said(feed.read(read_record, whole.code))
    assert feed.read(integrity.everything).faults == ()
    row, former = (feed.read(workshops.find, each) for each in (code, whole.code))
    assert (row.seq, row.brought["uid"]) == (1, workshop_out.uid_of(former))
    assert row.salt != former.salt
    assert code != whole.code
