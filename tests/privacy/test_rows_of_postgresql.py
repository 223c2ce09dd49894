"""What PostgreSQL itself knows of each row and statement, tried by an attacker who may ask the database anything.

A room of 26 groups of one: everybody joins, then writes two notes in any order, in an anonymous phase that is closed.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event, text

from tests.conftest import hurry
from tests.domain.test_identity import Hall
from workshop.feed import Feed
from workshop.store.database import Database

PEOPLE = 26
WORD = "ถ้อยคำที่ไม่มีใครควรเห็น"


def scan(connection: Any, _record: Any) -> None:
    """Let PostgreSQL read whole tables, as it does where a phase has most of the notes."""
    with connection.cursor() as cursor:
        cursor.execute("SET enable_indexscan = off")
        cursor.execute("SET enable_bitmapscan = off")
    connection.commit()


@pytest.fixture
def hall(request: pytest.FixtureRequest) -> Iterator[Hall]:
    with request.getfixturevalue("migrated").lent() as url:
        database = Database(url)
        hurry(database)
        event.listen(database.engine, "connect", scan)
        database.engine.dispose()
        made = Hall(Feed(database))
        keys = [made.join(place % 2) for place in range(PEOPLE)]
        turns = random.Random(3).sample(keys * 2, 2 * PEOPLE)
        for place, key in enumerate(turns):
            made.send(key, f"{WORD} {place}", promised="anonymous")
        made.keys = keys  # type: ignore[attr-defined]
        yield made
        database.close()


def asked(hall: Hall, query: str) -> list[Any]:
    with hall.feed.database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_no_transaction_wrote_both_a_participant_and_a_note(hall: Hall) -> None:
    """While the phase is open each note is a transaction of its own; that of a join is another."""
    people = {row[0] for row in asked(hall, "SELECT xmin::text FROM participant")}
    notes = {row[0] for row in asked(hall, "SELECT xmin::text FROM note")}
    assert len(notes) == 2 * PEOPLE
    assert not people & notes


def test_after_the_close_all_notes_of_an_anonymous_phase_are_of_one_transaction(hall: Hall) -> None:
    hall.close()
    assert len({row[0] for row in asked(hall, "SELECT xmin::text FROM note")}) == 1
    assert asked(hall, "SELECT count(*) FROM note WHERE sealed_group IS NOT NULL") == [(0,)]


def in_order(hall: Hall) -> float:
    """Return of how many pairs of notes the one that came first lies first, and would stand first in a dump."""
    lie = [int(row[0].split()[-1]) for row in asked(hall, "SELECT text FROM note ORDER BY ctid")]
    pairs = list(itertools.combinations(lie, 2))
    return sum(one < other for one, other in pairs) / len(pairs)


def test_after_the_close_notes_lie_in_no_order_of_arrival(hall: Hall, random_ids: None) -> None:
    assert in_order(hall) == 1.0, "while it is open, they do"
    hall.close()
    assert 0.25 < in_order(hall) < 0.75


def test_no_statement_that_postgresql_shows_has_a_word_or_a_key(hall: Hall) -> None:
    shown = str(asked(hall, "SELECT query FROM pg_stat_activity"))
    assert "SELECT" in shown
    assert WORD not in shown
    assert not [key for key in hall.keys if key in shown]  # type: ignore[attr-defined]
