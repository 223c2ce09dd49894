"""Leases: one worker at a time on a category, the next when it is silent, and no result of one that lost it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlmodel import col, select

from tests.room import draft
from workshop.changes import Kind
from workshop.domain import workshops
from workshop.feed import Changing, Feed
from workshop.store.models import StoredSetting
from workshop.worker import leases
from workshop.worker.leases import Lease
from workshop.worker.leasing import Leasing, fenced

PLACE = "1.problem"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The one clock that leases go by, in milliseconds."""
    now = [1_000_000]
    monkeypatch.setattr(leases, "_now", lambda _session: now[0])
    return now


def take(feed: Feed, holder: str) -> Lease | None:
    return feed.write(leases.take, PLACE, holder)


def later(clock: list[int], seconds: float) -> None:
    clock[0] += int(seconds * 1000)


def test_a_lease_has_one_owner_at_a_time(feed: Feed, clock: list[int]) -> None:
    assert take(feed, "first")
    later(clock, leases.SECONDS - 1)
    assert take(feed, "second") is None
    assert feed.write(leases.take, "1.solution", "second")


def test_a_renewed_lease_has_the_same_owner_and_token(feed: Feed, clock: list[int]) -> None:
    begun = take(feed, "first")
    for _ in range(5):
        later(clock, leases.SECONDS / 2)
        assert take(feed, "first") == begun
        assert take(feed, "second") is None


def test_an_expired_lease_passes_to_another_and_the_late_result_is_refused(feed: Feed, clock: list[int]) -> None:
    code = feed.write(workshops.create, draft())
    lost = take(feed, "first")
    later(clock, leases.SECONDS + 1)
    taken = take(feed, "second")
    assert lost
    assert taken
    assert taken.token > lost.token

    def verb(change: Changing, what: Kind) -> int:
        return change.record(what)

    before = feed.read(workshops.find, code).seq
    with pytest.raises(leases.Stale):
        feed.change(code, "worker", fenced, lost, verb, Kind.GROUPING)
    assert feed.read(workshops.find, code).seq == before
    assert feed.change(code, "worker", fenced, taken, verb, Kind.GROUPING) == before + 1


def test_a_jumping_clock_blocks_no_lease_for_long_and_admits_no_stale_result(feed: Feed, clock: list[int]) -> None:
    lost = take(feed, "first")
    later(clock, -3600)
    taken = take(feed, "second")
    assert taken
    assert lost
    assert taken.token > lost.token
    later(clock, 7200)
    assert take(feed, "third")


def test_only_its_owner_releases_a_lease_and_it_is_free_at_once(feed: Feed, clock: list[int]) -> None:
    begun = take(feed, "first")
    assert begun
    feed.write(leases.release, [Lease(PLACE, "second", begun.token - 1)])
    assert take(feed, "second") is None
    feed.write(leases.release, [begun])
    assert take(feed, "second")


def test_of_many_workers_at_once_one_gets_the_lease(feed: Feed) -> None:
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda n: take(feed, f"worker {n}"), range(8)))
    assert sum(lease is not None for lease in got) == 1


def test_leases_that_expired_long_ago_are_deleted(feed: Feed, clock: list[int]) -> None:
    take(feed, "first")
    later(clock, 3 * 24 * 3600)
    feed.write(leases.take, "2.problem", "first")
    feed.write(leases.sweep)
    assert _names(feed) == ["worker.lease.2.problem"]


def test_a_worker_uses_its_lease_again_without_another_write(feed: Feed) -> None:
    mine, theirs = Leasing(feed), Leasing(feed)
    first = mine.begin(PLACE)
    mine.end()
    asked: list[Any] = []
    writing = feed.write
    feed.write = lambda *given: asked.append(given) or writing(*given)  # type: ignore[method-assign, assignment]
    again = mine.begin(PLACE)
    assert first
    assert again == (first[0], False)
    assert asked == []
    assert theirs.begin(PLACE) is None
    mine.release()
    assert theirs.begin(PLACE)


def test_long_work_in_one_place_gives_the_others_back(feed: Feed) -> None:
    mine, theirs = Leasing(feed), Leasing(feed)
    for place in (PLACE, "1.solution"):
        assert mine.begin(place)
    mine.release(keep=PLACE)
    assert theirs.begin(PLACE) is None
    assert theirs.begin("1.solution")


def _names(feed: Feed) -> list[str]:
    query = select(StoredSetting.name).where(col(StoredSetting.name).startswith("worker.lease."))
    return feed.read(lambda session: sorted(session.execute(query).scalars()))
