"""Limits that hold over two processes, and each process's own while Valkey is away."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import cycle

import pytest

from workshop.bus import Bus, client_for
from workshop.errors import TooFast
from workshop.web.buckets import Buckets, Step, in_turn
from workshop.web.limits import Limits
from workshop.web.shared_buckets import SharedBuckets
from workshop.web.shared_buckets import in_turn as shared_in_turn


class Sleep:
    def __init__(self) -> None:
        self.slept: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.fixture
def two(valkey: str) -> Iterator[tuple[Limits, Limits]]:
    """The doors of two processes."""
    client_for(valkey).flushdb()
    yield Limits(sleep=Sleep(), bus=Bus(valkey)), Limits(sleep=Sleep(), bus=Bus(valkey))
    client_for(valkey).flushdb()


def now(valkey: str) -> float:
    """Seconds by the clock that both processes go by."""
    seconds, microseconds = client_for(valkey).time()
    return seconds + microseconds / 1_000_000


def until_refused(two: tuple[Limits, Limits], ask: Callable[[Limits], None]) -> tuple[int, TooFast]:
    """How often either was asked in turn before one refused, and what it said."""
    for number, door in enumerate(cycle(two)):
        try:
            ask(door)
        except TooFast as refused:
            return number, refused
    raise AssertionError


def test_a_phone_that_floods_two_processes_is_limited_as_by_one(two: tuple[Limits, Limits], valkey: str) -> None:
    begun = now(valkey)
    taken, refused = until_refused(two, lambda door: door.write("192.0.2.1", "KHON23", "Bearer one"))
    assert 20 <= taken <= 20 + math.ceil((now(valkey) - begun) * two[0].phone.rate)
    assert refused.retry_after == 1
    two[0].write("192.0.2.1", "KHON23", "Bearer another")


def test_a_guesser_waits_at_every_process_but_not_with_a_proven_code(two: tuple[Limits, Limits], valkey: str) -> None:
    here, there = two
    here.wrong_codes.rate = there.wrong_codes.rate = 0.001
    here.code_was("192.0.2.1", "KHON23", right=True)
    for number in range(32):
        here.code_was("192.0.2.1", f"{number:06d}", right=False)
    there.try_code("192.0.2.1", "KHON23")
    assert there.sleep.slept == []
    begun = now(valkey)
    there.try_code("192.0.2.1", "WRONG1")
    here.try_code("192.0.2.1", "WRONG2")
    passed = now(valkey) - begun
    first, second = *there.sleep.slept, *here.sleep.slept
    assert math.isclose(first, 1)
    assert max(1, 2 - passed) - 0.001 <= second <= 2, "its turn is a second after that of the other"
    there.try_code("192.0.2.9", "WRONG1")
    assert len(there.sleep.slept) == 1


def test_too_many_waiting_guesses_are_refused_at_both_processes(two: tuple[Limits, Limits]) -> None:
    for door in two:
        door.wrong_codes.rate = 0.001
    for number in range(32):
        two[0].code_was("192.0.2.1", f"{number:06d}", right=False)
    until_refused(two, lambda door: door.try_code("192.0.2.1", "WRONG1"))
    assert max(two[0].sleep.slept) <= 15


def test_valkey_contains_no_readable_address_or_key(two: tuple[Limits, Limits], valkey: str) -> None:
    two[0].write("192.0.2.1", "KHON23", "Bearer secret-key")
    two[0].code_was("192.0.2.1", "KHON23", right=True)
    names = " ".join(client_for(valkey).keys("*"))
    assert "laena.door.phone." in names
    assert "192.0.2.1" not in names
    assert "secret-key" not in names


def test_counters_expire_in_valkey_once_they_are_full_again(two: tuple[Limits, Limits], valkey: str) -> None:
    two[0].write("192.0.2.1", "KHON23", "Bearer one")
    client = client_for(valkey)
    assert {0 < client.ttl(name) <= 60 for name in client.keys("laena.door.*")} == {True}


@pytest.mark.parametrize("where", ["memory", "valkey", "valkey that is away"])
def test_a_limit_that_refuses_charges_none_of_the_limits_after_it(where: str, valkey: str) -> None:
    bus = Bus(valkey if where == "valkey" else "redis://127.0.0.1:9/0")
    client_for(valkey).flushdb()

    def buckets(name: str, burst: float) -> Buckets:
        if where == "memory":
            return Buckets(burst, 0.001, lambda: 1000.0)
        return SharedBuckets(name, burst, 0.001, lambda: 1000.0, bus)

    def ask(*steps: Step) -> bool:
        return (in_turn(steps) if where == "memory" else shared_in_turn(bus, steps)) == 0

    phone, room, address = buckets("phone", 2), buckets("room", 9), buckets("address", 4)
    steps: tuple[Step, ...] = (phone, "ก", "charge"), (room, "ข", "look"), (address, "ค", "charge")
    assert [ask(*steps) for _ in range(4)] == [True, True, False, False]
    assert [ask((address, "ค", "charge")) for _ in range(3)] == [True, True, False]
    assert [ask((room, "ข", "charge")) for _ in range(10)] == [True] * 9 + [False]


def test_without_valkey_each_process_counts_alone() -> None:
    alone = Limits(clock=lambda: 1000.0, sleep=Sleep(), bus=Bus("redis://127.0.0.1:9/0"))
    for _ in range(20):
        alone.write("192.0.2.1", "KHON23", "Bearer one")
    with pytest.raises(TooFast):
        alone.write("192.0.2.1", "KHON23", "Bearer one")
    alone.code_was("192.0.2.1", "KHON23", right=True)
    alone.try_code("192.0.2.1", "KHON23")
