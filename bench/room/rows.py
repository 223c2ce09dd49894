"""The rows of the table in docs/scale.md: what is promised, the command, how its figure is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bench.room import catch_up, sockets, workshops
from bench.room.meter import Spread, spread
from bench.room.plan import BURST, Plan
from bench.room.run import Result, measured

EVERYONE = Plan(phones=100, rate=10.0, seconds=30.0, sharing="everyone", joins_within=3.0)
THOUSAND = Plan(phones=1_000, rate=50.0, seconds=60.0, sharing="group", joins_within=10.0)
FASTER = replace(THOUSAND, rate=100.0, seconds=30.0)
JOINS = replace(THOUSAND, rate=5.0, seconds=2.0, joins_within=0.0)
CLUSTER = replace(THOUSAND, seconds=30.0, web=2, database="postgresql")
_ROOM = "python -m bench.room"


@dataclass
class Figure:
    """One line of the table. `missing` counts what was acknowledged and is not there; `notes` what was acknowledged."""

    what: str
    least: str
    aim: str
    found: str
    command: str
    notes: int = 0
    missing: int = 0
    wrong: list[str] = field(default_factory=list)
    lag: str = ""


def _figure(what: str, least: str, aim: str, found: str, command: str, result: Result) -> Figure:
    missing = sum(line.startswith("lost:") for line in result.wrong)
    lag = f"{spread(result.meter.lag).p95:.1f}"
    return Figure(what, least, aim, found, command, len(result.meter.kept), missing, result.wrong, lag)


def _ms(found: Spread) -> str:
    return f"{found.p95:.1f}"


def everyone() -> list[Figure]:
    result = measured(EVERYONE)
    found = f"{_ms(spread(result.meter.shared))} ms ({result.meter.deliveries()} of {result.expected} delivered)"
    command = f"{_ROOM} --phones 100 --rate 10 --seconds 30 --sharing everyone"
    what = "100 phones, 10 notes/s, everyone sees every note: submit to shown, p95"
    return [_figure(what, "16 ms", "8 ms", found, command, result)]


def thousand() -> list[Figure]:
    result = measured(THOUSAND)
    acks, command = result.meter.acks(), f"{_ROOM} --phones 1000 --rate 50 --seconds 60 --sharing group"
    found = f"{_ms(acks)} / {result.projector.p95:.0f} ms (group {_ms(spread(result.meter.shared))} ms)"
    memory = f"{result.memory_a_phone / 1000:.0f} kB"
    what = "1,000 phones in groups of 10, 50 notes/s: ack p95 / projector p95"
    return [
        _figure(what, "20 / 300 ms", "8 / 220 ms", found, command, result),
        Figure("memory a phone on the server", "90 kB", "50 kB", memory, command),
    ]


def against() -> list[Figure]:
    """The room of a thousand in turns with the bare app."""
    result = measured(THOUSAND, beside_bare=True)
    assert result.bare is not None
    ours, bare = result.meter.acks(), result.bare.meter.acks()
    found = f"{ours.p95 / bare.p95:.2f} × ({_ms(ours)} ms against {_ms(bare)})" if bare.p95 else "-"
    command = f"{_ROOM} --phones 1000 --rate 50 --seconds 60 --sharing group --echo"
    what = "against a bare echo with a commit a note, in turns: ack p95"
    return [_figure(what, "1.5 ×", "1.1 ×", found, command, result)]


def faster() -> list[Figure]:
    result = measured(FASTER)
    found = f"{_ms(result.meter.acks())} ms, {len(result.meter.kept)} of {len(result.meter.writes)} acknowledged"
    command = f"{_ROOM} --phones 1000 --rate 100 --seconds 30 --sharing group"
    return [_figure("the same at 100 notes/s: ack p95", "nothing lost, 50 ms", "15 ms", found, command, result)]


def burst() -> list[Figure]:
    result = measured(BURST)
    delivered = f"{result.meter.deliveries():,} of {result.expected:,} delivered, {len(result.meter.kept)} stored"
    found = f"{delivered}; ack p95 {_ms(result.meter.acks())} ms"
    what = "burst: 700 notes in 9 s from 20 phones, everyone sees all"
    return [_figure(what, "13,300 of 13,300, 700 stored", "ack p95 15 ms", found, f"{_ROOM} --burst", result)]


def joins() -> list[Figure]:
    result = measured(JOINS)
    command = f"{_ROOM} --phones 1000 --rate 5 --seconds 2 --sharing group --joins-within 0"
    found = f"{result.joins.count} in {result.joined_in:.1f} s"
    what = "1,000 joins at once from one address, with socket and state"
    return [_figure(what, "all within 10 s", "3 s", found, command, result)]


def missed() -> list[Figure]:
    result = catch_up.measured()
    found = " / ".join(_ms(result.alone[name]) for name in ("phone", "projector", "console"))
    what = "catch-up after 500 missed changes, p95: phone / projector / console"
    return [Figure(what, "200 ms", "60 ms", f"{found} ms", "python -m bench.room.catch_up", wrong=result.wrong)]


def many() -> list[Figure]:
    result = measured(workshops.MANY)
    found = f"{_ms(result.meter.acks())} ms, audit {'clean' if not result.wrong else 'NOT clean'}"
    what = "50 workshops of 100 phones on PostgreSQL + Valkey, 2 web processes, 50 notes/s: ack p95"
    return [_figure(what, "60 ms, audit clean", "25 ms", found, "python -m bench.room.workshops", result)]


def cluster() -> list[Figure]:
    result = measured(CLUSTER)
    found = f"{_ms(result.meter.acks())} / {result.projector.p95:.0f} ms"
    command = f"{_ROOM} --phones 1000 --rate 50 --seconds 30 --sharing group --web 2 --database postgresql"
    what = "1,000 phones, 50 notes/s on PostgreSQL + Valkey, 2 web processes: ack p95 / projector p95"
    return [_figure(what, "", "", found, command, result)]


def idle() -> list[Figure]:
    result = sockets.measured(10_000)
    found = f"{result.opened:,} of {result.asked:,} in {result.seconds:.0f} s, {result.memory / 1000:.0f} kB each; "
    found += f"ack p95 beside them {_ms(result.acks['beside them'])} ms"
    what = "10,000 idle sockets beside a room of 20"
    return [Figure(what, "", "", found, "python -m bench.room.sockets --idle 10000", wrong=result.wrong)]


ROWS: dict[str, Callable[[], list[Figure]]] = {
    row.__name__: row for row in (everyone, thousand, against, faster, burst, joins, missed, many, cluster, idle)
}
