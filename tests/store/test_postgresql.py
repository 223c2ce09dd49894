"""PostgreSQL is waited for without a thread and without holding anybody up; a connection that it ended harms nobody."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import literal, select, text
from sqlalchemy.orm import Session

from tests.postgres import new_database
from workshop.store import postgresql as store
from workshop.store.database import Database
from workshop.store.ready import Ready

_BEGINNING = """
from gevent import monkey
monkey.patch_all()
import json, sys, gevent, psycopg
from sqlalchemy import literal, select, text
from workshop.store.database import Database

database = Database(sys.argv[1])
said = []
# While this connection has the lock, everybody else who asks for it waits in PostgreSQL.
door = psycopg.connect(sys.argv[1].replace("+psycopg", ""), autocommit=True)

def shut():
    door.execute("SELECT pg_advisory_lock(1)")

def open_up():
    door.execute("SELECT pg_advisory_unlock(1)")

def until_at_the_door(count):
    asked = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (" \\
            "SELECT oid FROM pg_database WHERE datname = current_database())"
    while door.execute(asked).fetchone()[0] < count:
        gevent.sleep(0.01)

def number(value, waits=False):
    asked = text("SELECT CAST(:value AS int)" + (" FROM pg_advisory_xact_lock_shared(1)" if waits else ""))
    return lambda session: session.execute(asked, {"value": value}).scalar()

"""


@pytest.fixture
def url(postgresql: str) -> str:
    return new_database(postgresql)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    made = Database(url)
    yield made
    made.close()


def on_gevent(url: str, script: str) -> Any:
    """What `script` says in `said`, in a process of its own on gevent."""
    whole = _BEGINNING + textwrap.dedent(script) + "\ndoor.close()\ndatabase.close()\nprint(json.dumps(said))"
    done = subprocess.run([sys.executable, "-c", whole, url], capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
    return json.loads(done.stdout)


def test_while_one_query_waits_for_postgresql_other_queries_are_answered(url: str) -> None:
    said = on_gevent(
        url,
        """
        shut()
        waiting = gevent.spawn(lambda: said.append(database.read(number(1, waits=True), brief=True)))
        until_at_the_door(1)
        said.append(database.read(number(2), brief=True))
        open_up()
        waiting.join()
        """,
    )
    assert said == [2, 1]


def test_a_long_commit_blocks_no_query_and_writes_that_arrive_meanwhile_are_stored(url: str) -> None:
    said = on_gevent(
        url,
        """
        def verb(value):
            def run(connection):
                connection.execute(text("CREATE TABLE IF NOT EXISTS kept (value int)"))
                door = " FROM pg_advisory_xact_lock_shared(1)" if value == 1 else ""
                connection.execute(text("INSERT INTO kept SELECT CAST(:value AS int)" + door), {"value": value})
                return value
            return run

        def write(value):
            said.append(["kept", database.transact(verb(value), brief=True)])

        shut()
        writers = [gevent.spawn(write, value) for value in (1, 2, 3)]
        until_at_the_door(1)
        said.append(database.read(number(9), brief=True))
        open_up()
        gevent.joinall(writers, raise_error=True)
        kept = database.read(lambda session: session.execute(text("SELECT value FROM kept")).scalars().all())
        said.append(sorted(kept))
        """,
    )
    assert said[0] == 9
    assert sorted(said[1:4]) == [["kept", 1], ["kept", 2], ["kept", 3]]
    assert said[4] == [1, 2, 3]


def test_the_answer_to_a_killed_greenlet_reaches_no_other_query(url: str) -> None:
    said = on_gevent(
        url,
        """
        shut()
        given_up = [gevent.spawn(database.read, number(-1, waits=True), brief=True) for _ in range(8)]
        until_at_the_door(8)
        gevent.killall(given_up)
        open_up()
        said.append([one.successful() and isinstance(one.value, gevent.GreenletExit) for one in given_up])
        asked = [gevent.spawn(database.read, number(value), brief=True) for value in range(40)]
        gevent.joinall(asked, raise_error=True)
        said.append([one.value for one in asked])
        """,
    )
    assert said == [[True] * 8, list(range(40))]


def test_more_queries_than_connections_at_once_are_all_answered(url: str) -> None:
    said = on_gevent(
        url,
        """
        asked = [gevent.spawn(database.read, number(value), brief=value % 2 == 0) for value in range(200)]
        gevent.joinall(asked, raise_error=True)
        said += [one.value for one in asked]
        """,
    )
    assert said == list(range(200))


def end_all_connections(url: str, server: str) -> None:
    """As a PostgreSQL does that stops, or a firewall that forgets."""
    name = url.rsplit("/", 1)[1].split("?")[0]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


def one(session: Session) -> Any:
    return session.execute(text("SELECT 1")).scalar()


READY = Ready(select(literal(1).label("one")))


def ready(session: Session) -> Any:
    found = READY.first(session.connection(), {})
    return found and found.one


@pytest.mark.parametrize("question", [one, ready])
def test_a_query_on_a_lost_connection_is_repeated(
    url: str, postgresql: str, database: Database, question: Callable[[Session], Any]
) -> None:
    assert database.read(question) == 1
    end_all_connections(url, postgresql)
    assert database.read(question) == 1
    assert database.read(question) == 1


def test_a_write_replaces_a_lost_connection_before_it_begins(url: str, postgresql: str, database: Database) -> None:
    assert database.write(one) == 1
    end_all_connections(url, postgresql)
    assert database.write(one) == 1


def test_an_idle_connection_is_pinged_before_a_query(
    url: str, postgresql: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def counted(session: Session) -> Any:
        asked.append(1)
        return one(session)

    assert database.read(counted) == 1
    end_all_connections(url, postgresql)
    monkeypatch.setattr(store, "_IDLE_SECONDS", 0.0)
    assert database.read(counted) == 1
    assert len(asked) == 2


def test_statements_of_one_read_see_one_moment(database: Database) -> None:
    count = text("SELECT count(*) FROM stored")
    database.write(lambda session: session.execute(text("CREATE TABLE stored (value int)")))

    def twice(session: Session) -> list[Any]:
        before = session.execute(count).scalar()
        database.write(lambda session: session.execute(text("INSERT INTO stored VALUES (1)")))
        return [before, session.execute(count).scalar()]

    assert database.read(twice) == [0, 0]
    assert database.read(twice) == [1, 1]
    assert database.read(lambda session: session.execute(count).scalar(), brief=True) == 2


def test_a_query_with_an_error_is_not_repeated(database: Database) -> None:
    asked = []

    def wrong(session: Session) -> Any:
        asked.append(1)
        return session.execute(text("SELECT 1 / 0")).scalar()

    with pytest.raises(Exception, match="division by zero"):
        database.read(wrong)
    assert asked == [1]
