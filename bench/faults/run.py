"""One schedule from beginning to end: a deployment, a room at work, its faults, and the audit."""

from __future__ import annotations

import asyncio
import contextlib
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.desk import Desk
from bench.faults.disk import Disk
from bench.faults.faults import FAULTS, Scene
from bench.faults.phones import Phone, Room
from bench.faults.processes import Web
from bench.faults.schedule import Schedule
from bench.faults.screens import Screen
from bench.faults.weather import FINE, Network
from bench.room.audit import audit
from bench.room.ledger import OK, BoardLog, Ledger

_GROUPS = 5
_SETTLES_WITHIN, _CONVERGES_WITHIN = 90.0, 20.0


@dataclass
class Outcome:
    """`violations` is empty when all is well. Times in seconds."""

    schedule: Schedule
    sent: int = 0
    acknowledged: int = 0
    repeats: int = 0
    settled: float = 0.0
    took: float = 0.0
    violations: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        faults = ", ".join(map(str, self.schedule.faults))
        verdict = "clean" if not self.violations else f"{len(self.violations)} VIOLATIONS"
        return (
            f"seed {self.schedule.seed}: {faults} | sent {self.sent} acknowledged {self.acknowledged} "
            f"repeats {self.repeats} | settled in {self.settled:.1f} s, {self.took:.0f} s in all | audit {verdict}"
        )


@dataclass(frozen=True)
class Load:
    """`rate`: writes a second, all phones together. `live` of the phones hold a socket; all ask now and then."""

    phones: int = 200
    rate: float = 20.0
    live: int = 40
    least_seconds: float = 6.0


def run(schedule: Schedule, load: Load) -> Outcome:
    """Runs it on a folder of its own; everything it started is ended when it returns or raises."""
    started = time.monotonic()
    outcome = Outcome(schedule)
    grouping = any(fault.kind == "worker_killed" for fault in schedule.faults)
    with _deployment(grouping, mount=schedule.seed % 2 == 0) as (web, disk):
        asyncio.run(_room(schedule, load, web, disk, outcome))
    outcome.took = time.monotonic() - started
    return outcome


@contextlib.contextmanager
def _deployment(grouping: bool, mount: bool) -> Iterator[tuple[Web, Disk]]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        disk = Disk(Path(folder) / "data", mount)
        web = Web(disk.folder, grouping)
        try:
            web.start()
            yield web, disk
        finally:
            web.end()
            disk.close()


async def _room(schedule: Schedule, load: Load, web: Web, disk: Disk, outcome: Outcome) -> None:
    chance = random.Random(schedule.seed)
    desk = await asyncio.to_thread(lambda: Desk(web.base, web.setup_link()))
    code = await asyncio.to_thread(desk.new_workshop, "เมื่อสิ่งต่าง ๆ ผิดพลาด", _GROUPS)
    phase = (await asyncio.to_thread(desk.board, code))["phases"][0]
    await asyncio.to_thread(desk.call, code, f"/phases/{phase['id']}/open")
    groups = [group["id"] for group in (await asyncio.to_thread(desk.board, code))["groups"]]
    network = Network([web.port], schedule.seed)
    await network.start()
    room = Room(network.port, code, chance, phase)
    phones = [Phone(room, groups[place % _GROUPS]) for place in range(load.phones)]
    boards = [Screen(network.port, code, view, cookie=desk.cookie) for view in ("console", "projector")]
    scene = Scene(web, disk, network, room, chance)
    await asyncio.gather(*(phone.join() for phone in phones))
    tasks = [asyncio.create_task(phone.run()) for phone in phones]
    tasks += [asyncio.create_task(screen.follow()) for screen in boards]
    tasks += [asyncio.create_task(phone.screen.follow()) for phone in phones[: load.live]]
    try:
        await _work(schedule, load, scene, phones)
        network.weather = FINE
        begun = time.monotonic()
        await _until(lambda: all(phone.idle for phone in phones), _SETTLES_WITHIN)
        await network.quiet()
        outcome.settled = time.monotonic() - begun
        await _audit(web, room, phones, boards, outcome)
        outcome.repeats += network.repeated
        for task in tasks:
            if task.done() and not task.cancelled() and task.exception() is not None:
                outcome.violations.append(f"a client of the bench ended: {task.exception()!r}")
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await network.close()


async def _work(schedule: Schedule, load: Load, scene: Scene, phones: list[Phone]) -> None:
    """The room writes while the faults happen, and a second longer."""
    begun = time.monotonic()

    async def happen(kind: str, at: float, lasts: float, strength: float) -> None:
        await asyncio.sleep(at)
        await FAULTS[kind](scene, lasts, strength)

    faults = [
        asyncio.create_task(happen(fault.kind, fault.at, fault.lasts, fault.strength)) for fault in schedule.faults
    ]
    try:
        while not all(fault.done() for fault in faults) or time.monotonic() - begun < load.least_seconds:
            await asyncio.sleep(scene.chance.expovariate(load.rate))
            scene.chance.choice(phones).act()
            if scene.chance.random() < 0.5:
                scene.later(scene.chance.choice(phones).screen.catch_up())
        await asyncio.gather(*faults)
    finally:
        for fault in faults:
            fault.cancel()
        await scene.over()


async def _audit(web: Web, room: Room, phones: list[Phone], boards: list[Screen], outcome: Outcome) -> None:
    """What the screens show when all is quiet, and what the database holds."""
    ledger = Ledger([phone.log for phone in phones])

    def stands() -> list[str]:
        """Boards have only what their sockets and their own questions brought."""
        ledger.boards = [
            BoardLog(
                room.code, screen.view, screen.rows["notes"], screen.rows["themes"], screen.facts["figures"], screen.seq
            )
            for screen in boards
        ]
        return audit(f"sqlite:///{web.data / 'laena.db'}", ledger)

    for phone in phones:
        if not await phone.screen.catch_up():
            outcome.violations.append("a phone could not ask for what it missed")
        phone.log.own = {note["id"]: note["text"] for note in phone.screen.rows["notes"].values()}
        phone.log.seq = phone.screen.seq
    found: list[str] = []
    deadline = time.monotonic() + _CONVERGES_WITHIN
    while True:
        found = await asyncio.to_thread(stands)
        if not found or time.monotonic() > deadline:
            break
        await asyncio.sleep(0.3)
    writes = ledger.writes
    outcome.sent, outcome.acknowledged = len(writes), sum(write.answer == OK for write in writes)
    outcome.repeats = sum(max(0, write.tries - 1) for write in writes)
    outcome.violations += found
    outcome.violations += [f"unanswered at the end: {sum(not write.answer for write in writes)}"] * any(
        not write.answer for write in writes
    )
    outcome.violations += [f"{odd} ({times} times)" for odd, times in sorted(room.odd.items())]
    outcome.violations += _overheard(web.words(), writes)


def _overheard(words: str, writes: list) -> Iterator[str]:
    """What the server's log should never say."""
    for line in words.splitlines():
        if "unforeseen" in line or line.startswith("Traceback"):
            yield f"log: {line[:200]}"
    texts = {write.text for write in writes if write.text}
    if any(text in words for text in texts):
        yield "a note's text is in the server's log"


async def _until(true: object, seconds: float) -> bool:
    assert callable(true)
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(0.05)
    return True
