"""The feed numbers without gaps, tells nobody before the commit, and undoes a refusal alone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from tests.room import draft
from workshop.changes import Kind
from workshop.domain import workshops
from workshop.errors import Refusal, UnknownWorkshop
from workshop.feed import Changing, Feed
from workshop.store.database import Database
from workshop.store.models import Change, StoredSetting, Workshop


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
        given = list(pool.map(lambda _: feed.change(code, "test", lambda change: change.record(Kind.NOTE)), range(40)))
    assert sorted(given) == list(range(start + 1, start + 41))
    assert seqs(feed, code) == list(range(1, start + 41))


def test_a_refused_change_uses_no_seq_and_the_others_of_its_commit_are_stored(feed: Feed, code: str) -> None:
    before = seqs(feed, code)
    together = threading.Barrier(6)

    def one(n: int) -> int | str:
        def verb(change: Changing) -> int:
            seq = change.record(Kind.NOTE)
            change.session.merge(StoredSetting(name=f"trace {n}", value="x"))
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
    traces = feed.read(lambda s: sorted(s.execute(select(StoredSetting.name)).scalars()))
    assert traces == ["trace 1", "trace 3", "trace 5"]


def test_listeners_are_called_after_the_commit_and_not_for_a_refusal(feed: Feed, code: str) -> None:
    notified: list[tuple[int, list[int]]] = []
    feed.subscribe(lambda _workshop, seq: notified.append((seq, seqs(feed, code))))

    def refused(change: Changing) -> None:
        change.record(Kind.NOTE)
        raise Refusal

    with pytest.raises(Refusal):
        feed.change(code, "test", refused)
    seq = feed.change(code, "test", lambda change: change.record(Kind.NOTE))
    assert [number for number, _ in notified] == [seq]
    assert notified[0][1][-1] == seq


def test_a_change_of_a_workshop_that_is_not_there_is_refused(feed: Feed, code: str) -> None:
    with pytest.raises(UnknownWorkshop):
        feed.change("XXXXXX", "test", lambda change: change.record(Kind.NOTE))
    assert seqs(feed, code)


def test_two_workshops_are_numbered_independently(feed: Feed, code: str) -> None:
    other = feed.write(workshops.create, draft(title="อีกห้องหนึ่ง"))
    theirs = seqs(feed, other)
    feed.change(code, "test", lambda change: change.record(Kind.NOTE))
    assert seqs(feed, other) == theirs


def test_several_processes_number_each_workshops_changes_without_gaps(feed: Feed, code: str) -> None:
    """Each holds the rows of a commit's workshops until its end: in one order, so that none waits for another."""
    codes = [code, *(feed.write(workshops.create, draft(title=f"ห้อง {n}")) for n in range(3))]
    before = {each: len(seqs(feed, each)) for each in codes}
    others = [Feed(Database(feed.database.url)) for _ in range(2)]
    with ThreadPoolExecutor(16) as pool:
        turns = [(here, codes[(n * 7 + k) % 4]) for n in range(20) for k, here in enumerate([feed, *others])]
        made = list(pool.map(lambda turn: turn[0].change(turn[1], "test", lambda c: c.record(Kind.NOTE)), turns))
    for each in codes:
        given = sorted(seq for (_feed, there), seq in zip(turns, made, strict=True) if there == each)
        assert given == list(range(before[each] + 1, before[each] + len(given) + 1))
        assert seqs(feed, each) == list(range(1, given[-1] + 1))
    for other in others:
        other.database.close()


def test_a_file_of_numbers_is_stored_with_its_one_change(
    feed: Feed, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: list[object] = []
    store = Changing._store_counters
    monkeypatch.setattr(Changing, "_store_counters", lambda self, *row: (stored.append(row), store(self, *row)))

    def file(change: Changing) -> list[int]:
        change.workshop.title = "ชื่อใหม่"
        numbers = [change.next_number(drawn=place % 2 == 0) for place in range(100)]
        change.record(Kind.IMPORT)
        return numbers

    numbers = feed.change(code, "test", file)
    assert len(stored) == 2
    workshop = feed.read(workshops.find, code)
    assert (workshop.notes_made, workshop.last_number, workshop.drawn) == (100, 50, 50)
    assert len({*numbers, *feed.change(code, "test", file)}) == 200


def test_fast_sql_and_objects_see_each_others_changes_within_one_commit(feed: Feed, code: str) -> None:
    """A verb that never asked for the workshop as an object stores its numbers itself; the next one reads them."""
    first, second = threading.Event(), threading.Event()

    def hold(_session: object) -> None:
        first.set()
        second.wait()

    def plain(change: Changing) -> tuple[int, int]:
        return change.next_number(drawn=False), change.record(Kind.NOTE)

    def whole(change: Changing) -> tuple[int, int]:
        change.workshop.title = "ชื่อใหม่"
        return change.next_number(drawn=False), change.record(Kind.NOTE)

    start = len(seqs(feed, code))
    verbs = [plain, whole, plain, plain, whole]
    answers: dict[int, tuple[int, int]] = {}
    threads = [threading.Thread(target=feed.write, args=(hold,))]
    threads[0].start()
    first.wait()
    for place, verb in enumerate(verbs):

        def run(place: int = place, verb: Callable[[Changing], tuple[int, int]] = verb) -> None:
            answers[place] = feed.change(code, "test", verb)

        threads.append(threading.Thread(target=run))
        threads[-1].start()
        while len(feed.database._commits._queue) <= place:
            pass
    second.set()
    for thread in threads:
        thread.join()
    assert [answers[place] for place in range(5)] == [(n, start + n) for n in range(1, 6)]
    row = feed.read(lambda session: session.execute(select(Workshop).where(Workshop.code == code)).scalar_one())
    assert (row.notes_made, row.last_number, row.seq, row.title) == (5, 5, start + 5, "ชื่อใหม่")
