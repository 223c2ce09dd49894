"""One schedule from beginning to end: a deployment, a room at work, its faults, and the audit."""

from __future__ import annotations

import asyncio
import contextlib
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any

from bench.audit.audit import audit
from bench.audit.log import OK, Ledger
from bench.clients.desk import Desk
from bench.clients.phone import Phone
from bench.clients.screen import Screen
from bench.clients.wire import Host
from bench.faults.department import Department
from bench.faults.disk import Disk
from bench.faults.faults import FAULTS, Scene
from bench.faults.processes import Web
from bench.faults.schedule import Fault, Schedule
from bench.faults.weather import FINE, Network
from bench.faults.work import Work

_GROUPS = 5
_SETTLES_WITHIN, _CONVERGES_WITHIN = 90.0, 60.0


@dataclass
class Outcome:
    """`violations` is empty when all is well. Times in seconds. `put_off`: tries that were refused for now, by code, or
    not answered ("")."""

    schedule: Schedule
    sent: int = 0
    acknowledged: int = 0
    repeats: int = 0
    put_off: Counter[str] = field(default_factory=Counter)
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
    """`rate`: writes a second, all phones together. `live` of the phones hold a socket; all ask now and then. The room
    works until the faults are over, and for no less than `least_seconds` and `least_writes`."""

    phones: int = 200
    rate: float = 20.0
    live: int = 40
    least_seconds: float = 6.0
    least_writes: int = 0


def run(schedule: Schedule, load: Load, cluster: bool = False) -> Outcome:
    """Runs it on a folder of its own; everything it started is ended when it returns or raises."""
    started = time.monotonic()
    outcome = Outcome(schedule)
    grouping = any(fault.kind == "worker_killed" for fault in schedule.faults)
    with _deployment(grouping, mount=schedule.seed % 2 == 0, cluster=cluster) as (web, disk):
        asyncio.run(_room(schedule, load, web, disk, outcome))
    outcome.took = time.monotonic() - started
    return outcome


@contextlib.contextmanager
def _deployment(grouping: bool, mount: bool, cluster: bool) -> Iterator[tuple[Web | Department, Disk]]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        disk = Disk(Path(folder) / "data", mount and not cluster)
        web = Department(disk.folder) if cluster else Web(disk.folder, grouping)
        try:
            web.start()
            yield web, disk
        finally:
            web.end()
            disk.close()


async def _room(schedule: Schedule, load: Load, web: Web | Department, disk: Disk, outcome: Outcome) -> None:
    chance = random.Random(schedule.seed)
    network = Network([web.port], schedule.seed)
    await network.start()
    host = Host(network.port)
    try:
        desk, code, phase = await asyncio.to_thread(_prepare, web, schedule.seed)
        groups = [group["id"] for group in (await asyncio.to_thread(desk.board, code))["groups"]]
        phones = [Phone(host, code, groups[place % _GROUPS]) for place in range(load.phones)]
        boards = [Screen(host, code, view, desk.cookie) for view in ("console", "projector")]
        work = Work(phase, phones, chance)
        scene = Scene(web, disk, network, code, chance, phones)
        try:
            await asyncio.gather(*(phone.join() for phone in phones), *(board.open() for board in boards))
            await asyncio.gather(*(phone.open() for phone in phones[: load.live]))
            await _work(schedule, load, scene, work, desk)
            network.weather = FINE
            begun = time.monotonic()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_SETTLES_WITHIN):
                    await asyncio.gather(*(phone.outbox.settled() for phone in phones))
                    await network.quiet()
            outcome.settled = time.monotonic() - begun
            await _audit(web, phones, boards, outcome)
            outcome.repeats += network.repeated
            for phone in phones:
                outcome.put_off += phone.outbox.put_off
        finally:
            await asyncio.gather(*(each.close() for each in (*phones, *boards)))
    finally:
        await network.close()


def _prepare(web: Web | Department, seed: int) -> tuple[Desk, str, dict[str, Any]]:
    """A workshop whose first phase is open; how much phones see of each other's notes follows from the seed."""
    desk = Desk(web.base, web.setup_link())
    code = desk.new_workshop("เมื่อสิ่งต่าง ๆ ผิดพลาด", _GROUPS)
    phase = desk.board(code)["phases"][0]
    desk.call(code, f"/phases/{phase['id']}/open")
    desk.call(code, "/sharing", {"sharing": ("own", "group", "everyone")[seed % 3]})
    return desk, code, phase


async def _work(schedule: Schedule, load: Load, scene: Scene, work: Work, desk: Desk) -> None:
    """The room writes while the faults happen; the facilitator hides a note now and then."""
    begun = time.monotonic()

    async def happen(fault: Fault) -> None:
        await asyncio.sleep(fault.at)
        await FAULTS[fault.kind](scene, fault.lasts, fault.strength)

    async def hide(own: str, verb: str) -> None:
        note_id = next((phone.log.names[own] for phone in scene.phones if own in phone.log.names), own)
        with contextlib.suppress(OSError, HTTPException):  # nobody answered, or it is not there yet
            await asyncio.to_thread(desk.call, scene.code, f"/notes/{note_id}/{verb}")

    faults = [asyncio.create_task(happen(fault)) for fault in schedule.faults]
    try:
        while (
            not all(fault.done() for fault in faults)
            or time.monotonic() - begun < load.least_seconds
            or work.made < load.least_writes
        ):
            await asyncio.sleep(scene.chance.expovariate(load.rate))
            work.step(scene.phones_clock_ms)
            if scene.chance.random() < 0.3:
                scene.later(scene.chance.choice(work.phones).catch_up())
            if scene.chance.random() < 0.03 and work.notes:
                scene.later(hide(scene.chance.choice(work.notes), scene.chance.choice(("hide", "hide", "unhide"))))
        await asyncio.gather(*faults)
    finally:
        for fault in faults:
            fault.cancel()
        await scene.over()


async def _audit(web: Web | Department, phones: list[Phone], boards: list[Screen], outcome: Outcome) -> None:
    """What the screens show when all is quiet, and what the database holds. Boards have only what came to them."""
    ledger = Ledger([phone.log for phone in phones], [board.log for board in boards])
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_CONVERGES_WITHIN):
            await asyncio.gather(*(phone.finish() for phone in phones))
    deadline = time.monotonic() + _CONVERGES_WITHIN
    while True:
        found = await asyncio.to_thread(audit, web.database, deepcopy(ledger))  # which goes on growing
        if not found or time.monotonic() > deadline:
            break
        await asyncio.sleep(0.3)
        for phone in phones:
            phone.look()
    writes = ledger.writes
    outcome.sent, outcome.acknowledged = len(writes), sum(write.answer == OK for write in writes)
    outcome.repeats = sum(max(0, write.tries - 1) for write in writes)
    answers = Counter(write.answer or "no answer" for write in writes if write.answer != OK)
    outcome.violations += [f"{times} writes ended with: {answer}" for answer, times in sorted(answers.items())]
    outcome.violations += found
    outcome.violations += _overheard(web.words(), [write.text for write in writes if write.text])


def _overheard(words: str, texts: list[str]) -> Iterator[str]:
    """What the server's log should never say."""
    for line in words.splitlines():
        if "unforeseen" in line or line.startswith("Traceback"):
            yield f"log: {line[:200]}"
    if any(text in words for text in texts):
        yield "a note's text is in the server's log"
