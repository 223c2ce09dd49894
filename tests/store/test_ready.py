"""Statements made ready once say and answer what SQLAlchemy's own do, whatever the values."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import StatementError

from tests.room import Room, new_id
from workshop.feed import Feed
from workshop.store.models import Note
from workshop.store.ready import Ready
from workshop.store.rows import NOTE, blank

_INSERT = insert(NOTE)
_SELECT = select(NOTE).where(NOTE.c.workshop_id == bindparam("workshop"), NOTE.c.id == bindparam("note"))
_COUNTED = select(NOTE.c.id.label("name"), NOTE.c.hidden).where(
    NOTE.c.category == "ปัญหา", NOTE.c.workshop_id == bindparam("workshop")
)
_UPDATE = (
    update(NOTE)
    .where(NOTE.c.workshop_id == bindparam("workshop"), NOTE.c.id == bindparam("note"))
    .values(hidden=bindparam("hide"), barred=bindparam("bars"))
)
READY = {name: Ready(made) for name, made in (("s", _SELECT), ("c", _COUNTED), ("u", _UPDATE))}
READY["i"] = Ready(_INSERT, blank(Note))

texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=40)
jsons = st.recursive(st.none() | st.booleans() | st.integers(-9, 9) | texts, st.lists, max_leaves=5)
rows = st.fixed_dictionaries(
    {
        "text": texts,
        "category": st.sampled_from(["ปัญหา", "ข้อเสนอ"]),
        "edited": st.booleans(),
        "hidden": st.booleans(),
        "barred": st.lists(texts, max_size=3),
        "focus": st.dictionaries(texts, jsons, max_size=2) | jsons,
        "theme_id": st.none() | texts,
        "at": st.integers(0, 2**53),
    }
)


def executed(connection: Connection, row: dict[str, Any], other: dict[str, Any], ready: bool) -> list[Any]:
    """Return a note after it was stored and changed, by ready statements or by SQLAlchemy."""
    own = {"number": 1, "workshop_id": 1, "seq": 1, "shown_seq": 1, **row}
    asked = {"workshop": 1, "note": row["id"]}
    change = {**asked, "hide": other["hidden"], "bars": other["barred"]}
    if not ready:
        connection.execute(_INSERT, {**blank(Note), **own})
        stored = connection.execute(_SELECT, asked).first()
        connection.execute(_UPDATE, change)
        counted = [tuple(found) for found in connection.execute(_COUNTED, asked) if found.name == row["id"]]
        return [stored._asdict() if stored else None, counted]
    READY["i"].run(connection, own)  # with what is `always` so
    stored = READY["s"].first(connection, asked)
    READY["u"].run(connection, change)
    counted = [tuple(found) for found in READY["c"].all(connection, asked) if found.name == row["id"]]
    return [stored._asdict() if stored else None, counted]


@pytest.fixture
def connected(room: Room) -> Feed:
    return room.feed


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(row=rows, other=rows)
def test_a_ready_statement_stores_and_reads_as_the_same_statement_through_sqlalchemy(
    connected: Feed, row: dict[str, Any], other: dict[str, Any]
) -> None:
    def both(connection: Connection) -> tuple[list[Any], list[Any]]:
        stored = []
        for ready in (False, True):
            inner = connection.begin_nested()
            stored.append(executed(connection, {**row, "id": "n"}, other, ready))
            inner.rollback()
        return stored[0], stored[1]

    plain, ready = connected.database.transact(both)
    assert plain == ready
    assert plain[0]["text"] == row["text"]


def test_a_query_without_rows_returns_none_as_its_first(connected: Feed) -> None:
    def ask(connection: Connection) -> tuple[Any, Any]:
        asked = {"workshop": 1, "note": new_id()}
        return READY["s"].first(connection, asked), READY["c"].all(connection, {"workshop": 0})

    assert connected.database.transact(ask) == (None, [])


def test_a_missing_or_duplicate_value_is_refused_and_nothing_is_stored(connected: Feed) -> None:
    row = {**blank(Note), "number": 1, "workshop_id": 1, "seq": 1, "shown_seq": 1, "id": "n", "text": "ก"}
    row |= {"category": "ปัญหา", "at": 1}

    def once(connection: Connection) -> None:
        READY["i"].run(connection, row)

    def count(connection: Connection) -> int:
        return len(connection.execute(_SELECT, {"workshop": 1, "note": "n"}).all())

    lacking = {name: value for name, value in row.items() if name != "text"}
    with pytest.raises((sqlite3.Error, StatementError)):
        connected.database.transact(lambda connection: READY["i"].run(connection, lacking))
    assert connected.database.transact(count) == 0
    connected.database.transact(once)
    with pytest.raises((sqlite3.IntegrityError, StatementError)):
        connected.database.transact(once)
    assert connected.database.transact(count) == 1


def test_a_statement_with_a_list_of_values_cannot_be_ready(connected: Feed) -> None:
    listed = Ready(select(NOTE.c.id).where(NOTE.c.id.in_(bindparam("ids", expanding=True))))

    def ask(connection: Connection) -> Any:
        if connection.dialect.name != "sqlite":
            raise ValueError("a list of values")
        return listed.all(connection, {"ids": ["a", "b"]})

    with pytest.raises(ValueError, match="a list of values"):
        connected.database.transact(ask)
