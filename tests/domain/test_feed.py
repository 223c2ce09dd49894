"""The feed numbers without gaps, tells nobody before the commit, and undoes a refusal alone."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from tests.room import draft
from workshop.domain import workshops
from workshop.errors import Refusal, UnknownWorkshop
from workshop.feed import Changing, Feed
from workshop.store.models import Change, Keep, Workshop


@pytest.fixture
def code(feed: Feed) -> str:
    return feed.write(workshops.create, draft())


def seqs(feed: Feed, code: str) -> list[int]:
    def ask(session):
        query = select(Change.seq).join(Workshop).where(Workshop.code == code).order_by(Change.seq)
        return list(session.execute(query).scalars())

    return feed.read(ask)


def test_changes_from_many_threads_are_numbered_without_gaps_or_repeats(feed: Feed, code: str) -> None:
    start = len(seqs(feed, code))
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda n: feed.change(code, "test", lambda change: change.record(f"n{n}")), range(40)))
    assert sorted(given) == list(range(start + 1, start + 41))
    assert seqs(feed, code) == list(range(1, start + 41))


def test_a_refusal_leaves_no_trace_and_takes_no_number_and_spares_those_in_the_same_commit(
    feed: Feed, code: str
) -> None:
    before = seqs(feed, code)
    together = threading.Barrier(6)

    def one(n: int) -> int | str:
        def verb(change: Changing) -> int:
            seq = change.record("kept" if n % 2 else "refused")
            change.session.merge(Keep(name=f"trace {n}", value="x"))
            if n % 2 == 0:
                raise Refusal
            return seq

        together.wait()
        try:
            return feed.change(code, "test", verb)
        except Refusal:
            return "refused"

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(one, range(6)))
    assert [a == "refused" for a in answers] == [True, False, True, False, True, False]
    assert seqs(feed, code) == [*before, *range(len(before) + 1, len(before) + 4)]
    traces = feed.read(lambda s: sorted(s.execute(select(Keep.name)).scalars()))
    assert traces == ["trace 1", "trace 3", "trace 5"]


def test_listeners_hear_after_the_commit_and_not_of_a_refusal(feed: Feed, code: str) -> None:
    heard: list[tuple[int, list[int]]] = []
    feed.subscribe(lambda _workshop, seq: heard.append((seq, seqs(feed, code))))

    def refused(change: Changing) -> None:
        change.record("never")
        raise Refusal

    with pytest.raises(Refusal):
        feed.change(code, "test", refused)
    seq = feed.change(code, "test", lambda change: change.record("once"))
    assert [number for number, _ in heard] == [seq]
    assert heard[0][1][-1] == seq


def test_a_change_of_a_workshop_that_is_not_there_is_refused(feed: Feed, code: str) -> None:
    with pytest.raises(UnknownWorkshop):
        feed.change("XXXXXX", "test", lambda change: change.record("x"))
    assert seqs(feed, code)


def test_two_workshops_count_apart(feed: Feed, code: str) -> None:
    other = feed.write(workshops.create, draft(title="อีกห้องหนึ่ง"))
    theirs = seqs(feed, other)
    feed.change(code, "test", lambda change: change.record("x"))
    assert seqs(feed, other) == theirs
