"""A grouping worked out before the lock is taken writes what one under it would, whatever came in between."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.domain import fewer
from tests.domain.sorted_table import Sorted, arrange, flipped
from tests.domain.test_any_order import STEPS, step
from workshop.domain import grouping, notes, themes
from workshop.domain.prepared import Prepared
from workshop.feed import Changing, Feed
from workshop.messages.incoming import RenameTheme
from workshop.store.rows import CHANGE, NOTE, THEME

BETWEEN = st.lists(
    st.tuples(st.sampled_from(("send", "rename", "hide", "move", "lock", "delete", "merge")), *[st.integers(0, 9)] * 2),
    max_size=2,
)


class Looked(Exception):
    """Carries what a change made out of a transaction that is undone."""


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(before=STEPS, between=BETWEEN, otherwise=st.booleans())
@example(before=[("send", 0, 0), ("group", 0, 0)], between=[("send", 2, 0)], otherwise=False)
@example(before=[("send", 0, 0), ("send", 2, 0), ("group", 0, 0)], between=[("lock", 0, 0)], otherwise=True)
@fewer.on_postgresql(12)
def test_a_prepared_grouping_equals_one_computed_at_its_writing(
    feed: Feed, before: Any, between: Any, otherwise: bool
) -> None:
    table = Sorted(feed)
    key = table.join()
    for each in before:
        step(table, key, *each)
    reading = table.reading()
    found = arrange(flipped(reading) if otherwise else reading)
    ready = feed.read(grouping.prepare, reading, found)
    for each in between:
        step(table, key, *each)
    assert outcome(table, reading, found, ready) == outcome(table, reading, found, None)


def test_a_prepared_grouping_is_written_although_phones_write_and_join(feed: Feed) -> None:
    table = Sorted(feed)
    key = table.join()
    first = table.send(key, "งบ มาช้า")["id"]
    reading = table.reading()
    ready = feed.read(grouping.prepare, reading, arrange(reading))
    table.send(table.join(), "คน ไม่พอ")
    assert outcome(table, reading, None, ready)[0][first]["theme_id"] == "งบ"  # nothing is looked up: there is nothing


@pytest.mark.parametrize("act", ["rename", "hide", "withdraw"])
def test_a_prepared_grouping_never_overwrites_changes_of_people(feed: Feed, act: str) -> None:
    table = Sorted(feed)
    key = table.join()
    table.send(key, "งบ มาช้า")
    table.group()
    note = table.send(key, "งบ น้อย")["id"]
    reading = table.reading()
    ready = feed.read(grouping.prepare, reading, arrange(reading))
    verb = {
        "rename": (themes.rename, "งบ", RenameTheme(label="เงิน")),
        "hide": (notes.hide, note, True),
        "withdraw": (notes.delete, key, note),
    }[act]
    table.change(*verb)
    table.change(grouping.apply, reading, arrange(reading), ready)
    shown = table.board()
    labels = [theme["label"] for theme in shown["themes"]]
    assert labels == ["เงิน" if act == "rename" else "งบ"]
    assert sum(theme["count"] for theme in shown["themes"]) == (2 if act == "rename" else 1)


def test_an_empty_prepared_grouping_writes_nothing(feed: Feed) -> None:
    table = Sorted(feed)
    table.send(table.join(), "งบ มาช้า")
    table.group()
    reading = table.reading()
    ready = feed.read(grouping.prepare, reading, arrange(reading))
    seq = table.board()["seq"]
    assert not ready
    assert table.change(grouping.apply, reading, arrange(reading), ready) == 0
    assert table.board()["seq"] == seq


def outcome(table: Sorted, reading: grouping.Reading, found: Any, ready: Prepared | None) -> Any:
    """All notes and themes by id, and the kinds of changes, as applying leaves them; then it is undone."""

    def look(change: Changing) -> None:
        grouping.apply(change, reading, found, ready)
        change.session.flush()
        rows = [
            {row.id: dict(row._mapping) for row in change.connection.execute(select(kept).where(here(kept, change)))}
            for kept in (NOTE, THEME)
        ]
        kinds = change.connection.execute(select(CHANGE.c.kind).where(here(CHANGE, change)).order_by(CHANGE.c.seq))
        raise Looked(*rows, kinds.scalars().all())

    with pytest.raises(Looked) as seen:
        table.change(look)
    return seen.value.args


def here(kept: Any, change: Changing) -> Any:
    return kept.c.workshop_id == change.id
