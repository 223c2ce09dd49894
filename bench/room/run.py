"""One run: a house, a workshop, its phones, the load, and the audit."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bench.audit.audit import audit
from bench.clients.desk import Desk
from bench.clients.phone import Phone
from bench.clients.wire import Host
from bench.room import play
from bench.room.echo import Bare, bare, in_turns
from bench.room.meter import Meter, Spread, spread
from bench.room.plan import Plan
from bench.servers import cost
from bench.servers.cost import NOTHING, Cost
from bench.servers.laptop import House, Laptop

T = TypeVar("T")
_SETTLE_SECONDS = 10.0
_IDLE_SECONDS = 3.0
_SPARE_SECONDS = 400.0


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
    stores: Cost = NOTHING
    phone_bytes: int = 0  # that sockets brought to phones and to screens while notes were sent
    screen_bytes: int = 0
    idle: float = 0.0  # CPU seconds a second, of the web processes, while everybody is there and nobody writes
    load_seconds: float = 0.0
    bare: Bare | None = None  # the bare app that had its turns beside
    wrong: list[str] = field(default_factory=list)

    @property
    def memory_a_phone(self) -> float:
        """Bytes that a joined phone with its socket takes on the server."""
        return (self.joined - self.before).memory / self.plan.everybody

    @property
    def cpu_a_join(self) -> float:
        """Seconds of the web processes for each phone: joining, its socket, its first state."""
        return (self.joined - self.before).cpu / self.plan.everybody

    @property
    def busy(self) -> float:
        """CPU seconds a second of the web processes while notes are sent, pauses apart."""
        pauses = max(0.0, self.load_seconds - self.plan.seconds)
        return (self.web.cpu - self.idle * pauses) / self.plan.seconds

    @property
    def cpu_a_note(self) -> float:
        """Seconds of the web processes for each note: its write, its deliveries, the boards; idling apart."""
        return (self.web.cpu - self.idle * self.load_seconds) / max(1, len(self.meter.writes))


def looped(main: Coroutine[Any, Any, T]) -> T:
    """Runs it on uvloop where that is installed, with garbage collection that does not disturb the measuring."""
    gc.set_threshold(100_000, 50, 100)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _ended)
    try:
        import uvloop  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return asyncio.run(main)
    return uvloop.run(main)  # type: ignore[no-any-return,unused-ignore]


def _ended(_signal: int, _frame: object) -> None:
    """Told to end: the servers of the run end with it."""
    sys.exit(1)


def measured(plan: Plan, start: Callable[[Path, Plan], House] | None = None, beside_bare: bool = False) -> Result:
    """A run on a house of its own, in a folder of its own; all of it is gone afterwards.

    `beside_bare`: in turns with the bare app of echo.py.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        house = (start or house_for)(Path(folder), plan)
        try:
            return looped(on(house, plan, beside_bare))
        finally:
            house.end()


def house_for(folder: Path, plan: Plan) -> House:
    """`laena serve` where one process on SQLite is asked for, else the processes of the Procfile."""
    if plan.web == 1 and plan.database == "sqlite":
        return Laptop(folder, grouping="embedded" if plan.worker else "off")
    from bench.servers.department import Department

    return Department(folder, plan.web, plan.database, plan.worker)


async def on(house: House, plan: Plan, beside_bare: bool = False) -> Result:
    """The run itself: join, send, rest, audit. Raises TimeoutError after a few minutes more than it should take."""
    async with asyncio.timeout(plan.seconds + plan.joins_within + _SPARE_SECONDS):
        if not beside_bare:
            return await _on(house, plan)
        async with bare(plan) as app:
            return await _on(house, plan, app)


async def _on(house: House, plan: Plan, app: Bare | None = None) -> Result:
    desk = await asyncio.to_thread(Desk, house.base, house.setup_link)
    meter = Meter()
    workshops = await asyncio.to_thread(play.made, desk, house, plan, meter)
    for workshop in workshops:
        for screen in workshop.screens:
            await screen.open()
    await _warm(workshops[0], house.hosts[0])
    before, began = cost.of(house.web()), time.perf_counter()
    joins = await play.join(workshops, house.hosts, plan)
    result = Result(plan, meter, spread(joins), time.perf_counter() - began, before=before, bare=app)
    await asyncio.sleep(1.0)
    idle = cost.of(house.web())
    await asyncio.sleep(_IDLE_SECONDS)
    result.joined = cost.of(house.web())
    result.idle = (result.joined - idle).cpu / _IDLE_SECONDS
    traffic = play.traffic(workshops)
    worker, stores, began = cost.of(house.workers()), cost.of(house.stores()), time.perf_counter()
    await (in_turns(workshops, app, plan) if app else play.send(workshops, plan))
    result.load_seconds = time.perf_counter() - began
    result.web = Cost((cost.of(house.web()) - result.joined).cpu, cost.of(house.web()).memory)
    result.stores = cost.of(house.stores()) - stores
    result.wrong += await _rest(desk, workshops, meter, plan)
    result.worker = Cost((cost.of(house.workers()) - worker).cpu, cost.of(house.workers()).memory)
    result.phone_bytes, result.screen_bytes = (
        now - before for now, before in zip(play.traffic(workshops), traffic, strict=True)
    )
    result.projector = meter.on({note: at for workshop in workshops for note, at in workshop.projector.first.items()})
    result.expected = play.expected(workshops, meter, plan)
    result.frames = sum(workshop.projector.frames for workshop in workshops)
    result.wrong += await audited(house.database, workshops)
    return result


async def audited(database: str, workshops: list[play.Workshop]) -> list[str]:
    """The audit twice: of what came live, and of what every phone has after asking for what it missed."""
    deadline = time.perf_counter() + _SETTLE_SECONDS
    # What is still on its way to a phone is no fault.
    while (
        wrong := await asyncio.to_thread(audit, database, play.ledger(workshops))
    ) and time.perf_counter() < deadline:
        await asyncio.sleep(0.5)
    for workshop in workshops:
        await asyncio.gather(*(phone.catch_up() for phone in workshop.phones))
    wrong += await asyncio.to_thread(audit, database, play.ledger(workshops))
    await play.leave(workshops)
    return list(dict.fromkeys(wrong))


async def _warm(workshop: play.Workshop, host: Host) -> None:
    """One phone comes and goes: what the first request of a kind loads is not a phone's memory."""
    phone = Phone(host, workshop.code, workshop.groups[0])
    await phone.join()
    await phone.open()
    await phone.catch_up()
    await phone.close()


async def _rest(desk: Desk, workshops: list[play.Workshop], meter: Meter, plan: Plan) -> list[str]:
    try:
        await play.rest(desk, workshops, plan.worker)
    except TimeoutError:
        return [f"the screens did not come to rest within {play.REST_SECONDS:.0f} s"]
    deadline = time.perf_counter() + _SETTLE_SECONDS
    while meter.deliveries() < play.expected(workshops, meter, plan) and time.perf_counter() < deadline:
        await asyncio.sleep(0.1)
    return []
