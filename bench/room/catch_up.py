"""python -m bench.room.catch_up: how long it takes to hear of 500 missed changes, alone and all at once."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.clients.desk import Desk
from bench.clients.phone import Phone
from bench.clients.screen import Screen
from bench.clients.wire import Host
from bench.room import play, run
from bench.room.meter import Meter, Spread, spread
from bench.room.plan import Plan
from bench.room.words import verdict
from bench.servers.laptop import House

REPEATS = 30
WRITERS = 50  # each far below what one phone may send
ABSENT = 100
_RATE = 100.0


@dataclass
class CatchUp:
    """Milliseconds from asking to having applied the answer; kilobytes of the answer as it travels."""

    missed: int = 0
    alone: dict[str, Spread] = field(default_factory=dict)
    together: Spread = field(default_factory=lambda: spread([]))
    wrong: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[tuple[str, str]]:
        yield "changes missed", str(self.missed)
        for name, found in self.alone.items():
            yield f"{name}, ms p50 / p95 / p99 / max", str(found)
        yield f"{ABSENT} phones at once with a new socket, ms …", str(self.together)
        yield from verdict(self.wrong)


def measured(missed: int = 500, plan: Plan | None = None) -> CatchUp:
    """A room of 50 writers where everybody sees every note, and 100 phones that were away."""
    asked = plan or Plan(phones=WRITERS, rate=_RATE, seconds=missed / _RATE, sharing="everyone", joins_within=1.0)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        house = run.house_for(Path(folder), asked)
        try:
            return run.looped(_on(house, asked))
        finally:
            house.end()


async def _on(house: House, plan: Plan) -> CatchUp:
    desk = await asyncio.to_thread(Desk, house.base, house.setup_link)
    workshop = (await asyncio.to_thread(play.made, desk, house, plan, Meter()))[0]
    for screen in workshop.screens:
        await screen.open()
    await play.join([workshop], house.hosts, plan)
    host, code = house.hosts[0], workshop.code
    absent = [Phone(host, code, workshop.groups[0]) for _ in range(ABSENT)]
    for phone in absent:
        await phone.join()
        await phone.catch_up()
    left = absent[-1].shown.seq
    await play.send([workshop], plan)
    await play.rest(desk, [workshop])
    found = CatchUp(workshop.console.log.seq - left)
    found.alone["phone"] = await _repeated(lambda: _phone(absent[-1], left))
    found.alone["phone that knows nothing"] = await _repeated(lambda: _phone(absent[-1], 0))
    for view in ("projector", "console"):
        found.alone[view] = await _repeated(lambda view=view: _board(host, code, view, desk.cookie, left))  # type: ignore[misc]
        name = f"{view} that knows nothing"
        found.alone[name] = await _repeated(lambda view=view: _board(host, code, view, desk.cookie, 0))  # type: ignore[misc]
    found.together = spread(await asyncio.gather(*(_back(phone) for phone in absent)))
    workshop.phones += absent
    found.wrong = await run.audited(house.database, [workshop])
    return found


async def _repeated(once: Callable[[], Awaitable[float]]) -> Spread:
    await once()
    return spread([await once() for _ in range(REPEATS)])


async def _phone(phone: Phone, since: int) -> float:
    phone.shown = replace(phone.shown, own={}, shared={}, seq=since, shared_seq=since)
    began = time.perf_counter()
    await phone.catch_up()
    return time.perf_counter() - began


async def _board(host: Host, code: str, view: str, cookie: str, since: int) -> float:
    screen = Screen(host, code, view, cookie)
    await screen.connection.ask("GET", "/healthz")  # a page that was away has its connection open again
    screen.log.seq = since
    began = time.perf_counter()
    await screen.catch_up()
    took = time.perf_counter() - began
    await screen.close()
    return took


async def _back(phone: Phone) -> float:
    began = time.perf_counter()
    await phone.open()
    await phone.catch_up()
    return time.perf_counter() - began


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench.room.catch_up", description=__doc__)
    asked.add_argument("--missed", type=int, default=500)
    found = measured(asked.parse_args().missed)
    for name, value in found.lines():
        print(f"{name:<56} {value}", flush=True)
    sys.exit(1 if found.wrong else 0)


if __name__ == "__main__":
    main()
