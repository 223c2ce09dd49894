"""python -m bench.room.sockets --idle 10000: idle sockets beside a small room that goes on writing."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.clients import socket
from bench.clients.desk import Desk
from bench.clients.wire import Connection, Host, NoAnswer
from bench.room import play, run
from bench.room.meter import Meter, Spread, spread
from bench.room.plan import Plan
from bench.room.words import verdict
from bench.servers import cost
from bench.servers.laptop import House

PLAN = Plan(phones=20, rate=10.0, seconds=10.0, groups_of=5, sharing="everyone", joins_within=1.0)
OPEN_WITHIN_SECONDS = 120.0
_AT_ONCE = 100
_A_SOURCE = 5_000  # sockets from one of 127.0.2.x: no address runs out of ports
_SPARE_FILES = 500
_SOCKETS = re.compile(rb'laena_sockets\{view="phone"\} ([0-9.e+]+)')


@dataclass
class Idle:
    """`opened` of `asked` sockets within `seconds`; the small room's acknowledgements before, beside and after them."""

    asked: int
    opened: int = 0
    seconds: float = 0.0
    refused: str = ""
    memory: float = 0.0
    closed_in: float = 0.0
    acks: dict[str, Spread] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[tuple[str, str]]:
        yield "idle sockets opened of asked; seconds", f"{self.opened} of {self.asked}; {self.seconds:.1f}"
        if self.refused:
            yield "the first that was not opened", self.refused
        yield "server: memory a socket, kB", f"{self.memory / 1000:.1f}"
        for name, found in self.acks.items():
            yield f"submit -> acknowledged, {name}, ms p50 / p95 / p99 / max", str(found)
        yield "all closed and forgotten after, s", f"{self.closed_in:.1f}"
        yield from verdict(self.wrong)


def measured(count: int) -> Idle:
    asked = min(count, allowed_files() - _SPARE_FILES)
    if asked < count:
        print(f"this system allows a process {allowed_files()} open files: {asked} sockets are tried", file=sys.stderr)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        house = run.house_for(Path(folder), PLAN)
        try:
            return run.looped(_on(house, asked))
        finally:
            house.end()


def allowed_files() -> int:
    """How many files this process may open, after asking for as many as it is allowed; its children inherit that."""
    try:
        import resource
    except ImportError:  # Windows has no such limit for sockets
        return 1_000_000
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard if hard != resource.RLIM_INFINITY else 1_000_000


async def _on(house: House, count: int) -> Idle:
    found = Idle(count)
    desk = await asyncio.to_thread(Desk, house.base, house.setup_link)
    workshop = (await asyncio.to_thread(play.made, desk, house, PLAN, Meter()))[0]
    for screen in workshop.screens:
        await screen.open()
    await play.join([workshop], house.hosts, PLAN)
    found.acks["before"] = await _acks(workshop)
    before, began = cost.of(house.web()), time.perf_counter()
    idle = await _opened(house.hosts[0], workshop.code, found)
    found.opened, found.seconds = len(idle), time.perf_counter() - began
    await asyncio.sleep(1.0)
    found.memory = (cost.of(house.web()) - before).memory / max(1, len(idle))
    found.acks["beside them"] = await _acks(workshop)
    began = time.perf_counter()
    for one in idle:
        one.abort()
    await asyncio.gather(*(one.lost.wait() for one in idle))
    found.wrong += await _forgotten(workshop, house.hosts[0])
    found.closed_in = time.perf_counter() - began
    found.acks["after them"] = await _acks(workshop)
    await play.rest(desk, [workshop])
    found.wrong += await run.audited(house.database, [workshop])
    return found


async def _acks(workshop: play.Workshop) -> Spread:
    """The same load each time, told by itself."""
    known = set(workshop.meter.writes)
    await play.send([workshop], PLAN)
    return spread(write.answered - write.at for write in workshop.meter.kept if write.note_id not in known)


async def _opened(host: Host, code: str, found: Idle) -> list[socket.Socket]:
    """As many as can be had within the time; a phone that has the page open and never joined."""
    gate, sockets = asyncio.Semaphore(_AT_ONCE), []

    async def one(place: int) -> None:
        async with gate:
            source = replace(host, source=f"127.0.2.{1 + place // _A_SOURCE}")
            try:
                sockets.append(
                    await socket.connect(source, {"code": code, "view": "phone"}, lambda _event, _data: None)
                )
            except (OSError, socket.SocketRefused) as error:
                found.refused = found.refused or f"{type(error).__name__} {error}"

    opening = [asyncio.create_task(one(place)) for place in range(found.asked)]
    _, late = await asyncio.wait(opening, timeout=OPEN_WITHIN_SECONDS)
    for task in late:
        task.cancel()
    return sockets


async def _forgotten(workshop: play.Workshop, host: Host) -> list[str]:
    """Returns when the server counts no phone but those of the room itself; else says what it still counts."""
    metrics, counted = Connection(host), "no answer"
    deadline = time.perf_counter() + OPEN_WITHIN_SECONDS
    while time.perf_counter() < deadline:
        with contextlib.suppress(NoAnswer):  # it is busy with letting thousands go
            _, answer = await metrics.fetch("GET", "/metrics")
            if (found := _SOCKETS.search(answer)) is not None:
                counted = found[1].decode()
                if float(counted) <= len(workshop.phones):
                    return []
        await asyncio.sleep(0.2)
    return [f"{OPEN_WITHIN_SECONDS:.0f} s after all idle sockets closed the server counts {counted}"]


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench.room.sockets", description=__doc__)
    asked.add_argument("--idle", type=int, default=10_000)
    found = measured(asked.parse_args().idle)
    for name, value in found.lines():
        print(f"{name:<64} {value}", flush=True)
    sys.exit(1 if found.wrong else 0)


if __name__ == "__main__":
    main()
