"""A room at work while things go wrong: whatever was acknowledged is in the database once, and every screen shows it.

`python -m bench.faults` runs hundreds of these with more phones; a seed that failed there belongs here.
"""

from __future__ import annotations

from bench.faults.run import Load, Outcome, run
from bench.faults.schedule import KINDS, OF_A_CLUSTER, Fault, Schedule, draw
from tests.loops import apart

LEAST = 21
LOAD = Load(phones=20, rate=15.0, live=8, least_seconds=4.0, least_writes=LEAST)
SHORTER = 5.0


def schedule(seed: int, *kinds: str) -> Schedule:
    """These faults, as bad and as long as the seed has them."""
    faults = [fault for place, kind in enumerate(kinds) for fault in draw(seed + place, False, kind, SHORTER).faults]
    return Schedule(seed, tuple(faults))


def played(faults: Schedule) -> Outcome:
    return apart(lambda: run(faults, LOAD))


def clean(outcome: Outcome) -> bool:
    print(outcome, *outcome.violations, sep="\n    ")
    return not outcome.violations and outcome.sent == outcome.acknowledged >= LEAST


def test_a_server_that_is_killed_amid_a_bad_network_loses_nothing_acknowledged() -> None:
    outcome = played(schedule(11, "server_killed", "network"))
    assert clean(outcome)
    assert outcome.put_off[""] > 0
    assert outcome.repeats >= outcome.put_off.total()


def test_a_worker_that_is_killed_leaves_no_note_unseen() -> None:
    assert clean(played(schedule(12, "worker_killed")))


def test_a_disk_that_is_full_for_a_while_loses_nothing_acknowledged() -> None:
    outcome = played(schedule(13, "disk_full", "slow_readers"))
    assert clean(outcome)
    assert outcome.put_off["disk_full"] > 0
    assert outcome.repeats >= outcome.put_off.total()


def test_clocks_that_jump_while_the_server_is_away_lose_nothing() -> None:
    assert clean(played(schedule(14, "clock_jump", "no_server")))


def test_phones_that_wait_for_a_migration_lose_nothing() -> None:
    assert clean(played(schedule(15, "migration", "network")))


def test_a_seed_always_draws_the_same_faults_and_all_kinds_are_drawn() -> None:
    assert [draw(seed) for seed in range(50)] == [draw(seed) for seed in range(50)]
    laptop = {fault.kind for seed in range(300) for fault in draw(seed).faults}
    department = {fault.kind for seed in range(300) for fault in draw(seed, cluster=True).faults}
    assert laptop == set(KINDS) - set(OF_A_CLUSTER)
    assert {"postgresql_killed", "valkey_killed", "process_killed", "network"} <= department
    assert Schedule(1, (Fault("network", 1.0, 2.5, 0.5), Fault("disk_full", 2.0, 1.0, 0.5))).ends == 3.5
