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

from tests.conftest import database_on
from workshop.store import postgresql as store
from workshop.store.database import Database
from workshop.store.ready import Ready

_BEGINNING = """
from gevent import monkey
monkey.patch_all()
import json, sys, gevent
from sqlalchemy import literal, select, text
from workshop.store.database import Database

database = Database(sys.argv[1])
said = []

def number(value, pause=0.0):
    asked = text("SELECT CAST(:value AS int) FROM (SELECT pg_sleep(:pause)) AS slept")
    return lambda session: session.execute(asked, {"value": value, "pause": pause}).scalar()

"""


@pytest.fixture
def url(postgresql: str) -> str:
    return database_on(postgresql)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    made = Database(url)
    yield made
    made.close()


def on_gevent(url: str, script: str) -> Any:
    """What `script` says in `said`, in a process of its own on gevent."""
    whole = _BEGINNING + textwrap.dedent(script) + "\ndatabase.close()\nprint(json.dumps(said))"
    done = subprocess.run([sys.executable, "-c", whole, url], capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
    return json.loads(done.stdout)


def test_while_one_waits_for_an_answer_others_ask_and_are_answered(url: str) -> None:
    said = on_gevent(
        url,
        """
        def slow():
            said.append("asked")
            said.append(database.read(number(1, 1.0), brief=True))

        waiting = gevent.spawn(slow)
        gevent.sleep(0)
        said.append(database.read(number(2), brief=True))
        waiting.join()
        """,
    )
    assert said == ["asked", 2, 1]


def test_a_commit_that_takes_long_holds_up_no_question_and_what_comes_meanwhile_is_kept(url: str) -> None:
    said = on_gevent(
        url,
        """
        def verb(value, pause):
            def run(connection):
                connection.execute(text("CREATE TABLE IF NOT EXISTS kept (value int)"))
                connection.execute(text("INSERT INTO kept SELECT :value FROM (SELECT pg_sleep(:pause)) AS slept"),
                                   {"value": value, "pause": pause})
                return value
            return run

        def write(value, pause):
            said.append(["kept", database.transact(verb(value, pause), brief=True)])

        writers = [gevent.spawn(write, value, 1.0 if value == 1 else 0.0) for value in (1, 2, 3)]
        gevent.sleep(0.2)
        said.append(database.read(number(9), brief=True))
        gevent.joinall(writers, raise_error=True)
        kept = database.read(lambda session: session.execute(text("SELECT value FROM kept")).scalars().all())
        said.append(sorted(kept))
        """,
    )
    assert said[0] == 9
    assert sorted(said[1:4]) == [["kept", 1], ["kept", 2], ["kept", 3]]
    assert said[4] == [1, 2, 3]


def test_whoever_is_told_to_end_while_waiting_leaves_his_answer_to_nobody(url: str) -> None:
    said = on_gevent(
        url,
        """
        given_up = [gevent.spawn(database.read, number(-1, 5.0), brief=True) for _ in range(8)]
        gevent.sleep(0.3)
        gevent.killall(given_up)
        said.append([one.successful() and isinstance(one.value, gevent.GreenletExit) for one in given_up])
        asked = [gevent.spawn(database.read, number(value), brief=True) for value in range(40)]
        gevent.joinall(asked, raise_error=True)
        said.append([one.value for one in asked])
        """,
    )
    assert said == [[True] * 8, list(range(40))]


def test_more_ask_at_once_than_there_are_connections_by_thread_and_without(url: str) -> None:
    said = on_gevent(
        url,
        """
        asked = [gevent.spawn(database.read, number(value, 0.002), brief=value % 2 == 0) for value in range(200)]
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
def test_a_question_over_a_connection_that_ended_is_asked_again(
    url: str, postgresql: str, database: Database, question: Callable[[Session], Any]
) -> None:
    assert database.read(question) == 1
    end_all_connections(url, postgresql)
    assert database.read(question) == 1
    assert database.read(question) == 1


def test_a_verb_finds_that_its_connection_ended_before_it_begins(url: str, postgresql: str, database: Database) -> None:
    assert database.write(one) == 1
    end_all_connections(url, postgresql)
    assert database.write(one) == 1


def test_a_connection_that_stood_idle_is_tried_before_a_question_is_asked(
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


def test_a_question_that_is_wrong_is_not_asked_again(database: Database) -> None:
    asked = []

    def wrong(session: Session) -> Any:
        asked.append(1)
        return session.execute(text("SELECT 1 / 0")).scalar()

    with pytest.raises(Exception, match="division by zero"):
        database.read(wrong)
    assert asked == [1]
