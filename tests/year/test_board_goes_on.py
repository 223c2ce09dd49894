"""A board whose worker was killed in the middle: the next worker goes on, and it is that of an undisturbed run."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import select

from tests.year.board_samples import UID, empty, files, make, rows, take
from workshop.domain.grouper import Grouper
from workshop.domain.national import National, Themes
from workshop.feed import Feed, now_ms
from workshop.jobs import Jobs
from workshop.settings import Settings
from workshop.store.board_tables import Board, BoardPart
from workshop.year import board_steps, directives

# Groups the first category, and is killed in the second one as by `kill -9`.
KILLED = """
import os, signal, sys
from workshop.domain.grouper import Grouper
from workshop.domain.national import National
from workshop.feed import Feed
from workshop.jobs import at_once
from workshop.store.database import Database
from workshop.year import consolidating
asked, group = [], National.group
def dying(self, *given):
    asked.append(1)
    if len(asked) > 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return group(self, *given)
National.group = dying
consolidating.consolidate(Feed(Database(sys.argv[1])), Grouper(), sys.argv[2], at_once)
"""


def parts(feed: Feed) -> int:
    return int(feed.read(lambda session: session.execute(select(func.count()).select_from(BoardPart)).scalar_one()))


def long_ago(session: Session) -> None:
    """Set the clock of the last step back, as if nobody had said anything for a minute."""
    board = session.get_one(Board, UID)
    board.step = {**board.step, "at": now_ms() - 60_000}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_worker_killed_in_the_middle_is_followed_by_one_that_goes_on(
    feed: Feed, grouper: Grouper, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(feed, *files())
    make(feed, grouper)
    undisturbed = feed.read(rows)
    feed.write(empty)
    take(feed, *files())
    assert feed.write(board_steps.request, UID)
    ended = subprocess.run([sys.executable, "-c", KILLED, feed.database.url, UID], check=False, timeout=120)
    assert ended.returncode == -signal.SIGKILL
    jobs = Jobs(settings, feed, grouper)
    jobs.huey.immediate = True
    assert jobs.go_on() == 0, "a moment ago it was alive"
    assert (parts(feed), feed.read(board_steps.broken_off)) == (1, [])
    feed.write(long_ago)
    assert feed.read(board_steps.broken_off) == [UID]
    asked: list[int] = []
    group = National.group

    def counted(self: National, *given: object) -> Themes:
        asked.append(1)
        return group(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(National, "group", counted)
    assert jobs.go_on() == 1
    assert feed.read(rows) == undisturbed
    assert len(asked) == 1, "the first category was grouped before"
    assert (parts(feed), jobs.go_on()) == (0, 0)


def test_parts_of_other_answers_are_not_used_and_leave_with_the_directive(feed: Feed, grouper: Grouper) -> None:
    take(feed, *files())
    make(feed, grouper)
    right = feed.read(rows)
    wrong = BoardPart(uid=UID, category="problem", stamp="other", content={"themes": [], "where": {}})
    feed.write(lambda session: session.add(wrong))
    make(feed, grouper)
    assert feed.read(rows) == right
    feed.write(lambda session: session.add(BoardPart(uid=UID, category="x", stamp="x", content={})))
    feed.write(directives.remove, UID)
    assert parts(feed) == 0


def test_a_long_step_is_said_to_go_on_until_another_worker_has_it(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    take(feed, *files())
    feed.write(board_steps.request, UID)
    by = feed.write(board_steps.begin, UID)
    feed.write(board_steps.take, UID, board_steps.GROUPING, 0, 2, by)
    feed.write(long_ago)
    feed.write(board_steps._say, UID, by)
    assert feed.read(board_steps.broken_off) == []
    feed.write(board_steps.begin, UID)
    feed.write(long_ago)
    with pytest.raises(board_steps.TakenOver):
        feed.write(board_steps._say, UID, by)
    assert feed.read(board_steps.broken_off) == [UID]
