"""One run: a house, a workshop, its phones, the load, and the audit."""

from __future__ import annotations

import asyncio
import gc
import tempfile
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bench.desk import Desk
from bench.room import cost, play
from bench.room.audit import audit
from bench.room.cost import NOTHING, Cost
from bench.room.house import House, Laptop
from bench.room.meter import Meter, Spread, spread
from bench.room.phone import Phone
from bench.room.plan import Plan
from bench.room.wire import Host

T = TypeVar("T")
_SETTLE_SECONDS = 10.0


@dataclass
class Result:
    """What a run measured; `wrong` are the audit's lines, none of which there should be."""

    plan: Plan
    meter: Meter
    joins: Spread
    joined_in: float = 0.0
    projector: Spread = field(default_factory=lambda: spread([]))
    expected: int = 0
    frames: int = 0
    before: Cost = NOTHING
    joined: Cost = NOTHING
    web: Cost = NOTHING
    worker: Cost = NOTHING
    load_seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    @property
    def memory_a_phone(self) -> float:
        """Bytes that a joined phone with its socket takes on the server."""
        return (self.joined - self.before).memory / self.plan.phones

    @property
    def cpu_a_note(self) -> float:
        """Seconds of the web processes for each note: its write, its deliveries, its share of the boards."""
        return self.web.cpu / max(1, len(self.meter.writes))


def looped(main: Coroutine[Any, Any, T]) -> T:
    """Runs it on uvloop where that is installed, with garbage collection that does not disturb the measuring."""
    gc.set_threshold(100_000, 50, 100)
    try:
        import uvloop  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return asyncio.run(main)
    return uvloop.run(main)  # type: ignore[no-any-return,unused-ignore]


def measured(plan: Plan, start: Callable[[Path, Plan], House] | None = None) -> Result:
    """A run on a house of its own, in a folder of its own; all of it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="laena-room-", ignore_cleanup_errors=True) as folder:
        house = (start or laptop)(Path(folder), plan)
        try:
            return looped(on(house, plan))
        finally:
            house.end()


def laptop(folder: Path, plan: Plan) -> House:
    return Laptop(folder, grouping="embedded" if plan.worker else "off")


async def on(house: House, plan: Plan) -> Result:
    """The run itself: join, send, rest, audit."""
    desk = await asyncio.to_thread(Desk, house.base, house.setup_link)
    workshop = await asyncio.to_thread(play.new_workshop, desk, house.database, house.hosts[0], plan)
    for screen in (workshop.projector, workshop.console):
        await screen.open()
    await _warm(workshop, house.hosts[0], plan)
    before, began = cost.of(house.web()), time.perf_counter()
    joins = await play.join(workshop, house.hosts, plan)
    result = Result(plan, workshop.meter, spread(joins), time.perf_counter() - began, before=before)
    await asyncio.sleep(1.0)
    result.joined = cost.of(house.web())
    worker, began = cost.of(house.workers()), time.perf_counter()
    await play.send(workshop, plan)
    result.load_seconds = time.perf_counter() - began
    result.web = cost.of(house.web()) - result.joined
    result.wrong += await _rest(desk, workshop, plan)
    result.worker = cost.of(house.workers()) - worker
    result.worker = Cost(result.worker.cpu, cost.of(house.workers()).memory)
    result.web = Cost(result.web.cpu, cost.of(house.web()).memory)
    result.projector = workshop.meter.on(workshop.projector.first)
    result.expected, result.frames = _expected(workshop, plan), workshop.projector.frames
    result.wrong += await audited(house.database, [workshop])
    return result


async def audited(database: str, workshops: list[play.Workshop]) -> list[str]:
    """The audit twice: of what came live, and of what every phone has after asking for what it missed."""
    wrong = await asyncio.to_thread(audit, database, play.ledger(workshops))
    for workshop in workshops:
        await asyncio.gather(*(phone.catch_up() for phone in workshop.phones))
    wrong += await asyncio.to_thread(audit, database, play.ledger(workshops))
    await play.leave(workshops)
    return list(dict.fromkeys(wrong))


async def _warm(workshop: play.Workshop, host: Host, plan: Plan) -> None:
    """One phone comes and goes: what the first request of a kind loads is not a phone's memory."""
    phone = Phone(host, workshop.code, workshop.groups[0])
    await phone.join()
    await phone.open()
    await phone.catch_up()
    await phone.close()


async def _rest(desk: Desk, workshop: play.Workshop, plan: Plan) -> list[str]:
    try:
        await play.rest(desk, workshop, plan.worker)
    except TimeoutError:
        return [f"the screens of {workshop.code} did not come to rest within {play.REST_SECONDS:.0f} s"]
    deadline = time.perf_counter() + _SETTLE_SECONDS
    while workshop.meter.deliveries() < _expected(workshop, plan) and time.perf_counter() < deadline:
        await asyncio.sleep(0.1)
    return []


def _expected(workshop: play.Workshop, plan: Plan) -> int:
    """How often a note of another has to arrive at a phone."""
    if plan.sharing == "own":
        return 0
    if plan.sharing == "everyone":
        return len(workshop.meter.kept) * (len(workshop.phones) - 1)
    sizes: dict[int, int] = {}
    for phone in workshop.phones:
        sizes[phone.log.group_id] = sizes.get(phone.log.group_id, 0) + 1
    return sum(sizes[workshop.meter.writer[write.note_id].log.group_id] - 1 for write in workshop.meter.kept)
