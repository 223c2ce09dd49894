"""The bare app of bench/room/bare.py beside Laena: the same phones and the same schedule, turn by turn.

A shared machine changes its speed from one minute to the next: a ratio of two runs, one after the other, says more of
that machine than of the two. Turns of a few seconds find it as it is.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench.clients.screen import Screen
from bench.clients.wire import Connection, Host, NoAnswer
from bench.room import play
from bench.room.meter import Meter
from bench.room.plan import Plan
from bench.servers import cost, ports

TURN_SECONDS = 5.0
# What one has still to do, Laena's worker above all, does not fall into the turn of the other.
BREATH_SECONDS = 2.0
_STARTS_WITHIN_SECONDS = 20.0


@dataclass
class Bare:
    """The bare app with its phones; nothing of it is audited, since it promises nothing."""

    workshop: play.Workshop
    pid: int
    memory_a_phone: float = 0.0  # bytes
    cpu: float = 0.0  # seconds, in its turns

    @property
    def meter(self) -> Meter:
        return self.workshop.meter


@contextlib.asynccontextmanager
async def bare(plan: Plan) -> AsyncIterator[Bare]:
    """All phones of the plan have joined it when it comes, and go with it."""
    port = ports.free()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        command = [sys.executable, "-m", "bench.room.bare", str(port), str(Path(folder) / "bare.db")]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        try:
            app = await _joined(Host(port), process.pid, plan)
            yield app
            await play.leave([app.workshop])
        finally:
            process.terminate()
            process.wait(10)


async def in_turns(workshops: list[play.Workshop], app: Bare, plan: Plan) -> None:
    """The plan's notes to Laena and as many to the bare app, some seconds at a time."""
    turns = max(1, round(plan.seconds / TURN_SECONDS))
    turn = replace(plan, seconds=plan.seconds / turns)
    for number in range(turns):
        await play.send(workshops, turn, seed=number)
        await asyncio.sleep(BREATH_SECONDS)
        before = cost.of([app.pid])
        await play.send([app.workshop], turn, seed=number)
        app.cpu += (cost.of([app.pid]) - before).cpu
        await asyncio.sleep(BREATH_SECONDS)


async def _joined(host: Host, pid: int, plan: Plan) -> Bare:
    # The bare app sends a note to the writer's group where the code says so.
    code = "OWN" if plan.sharing == "own" else "GROUPS"
    groups = [1] if plan.sharing == "everyone" else list(range(plan.groups))
    screens = [Screen(host, code, view, "") for view in ("projector", "console")]
    workshop = play.Workshop(code, {"id": 1, "categories": ["idea"]}, groups, screens[0], screens[1], Meter())
    await _ready(host)
    await workshop.projector.open()
    before = cost.of([pid])
    await play.join([workshop], [host], plan)
    await asyncio.sleep(1.0)
    return Bare(workshop, pid, (cost.of([pid]) - before).memory / plan.everybody)


async def _ready(host: Host) -> None:
    async with asyncio.timeout(_STARTS_WITHIN_SECONDS):
        while True:
            with contextlib.suppress(NoAnswer):
                await Connection(host).ask("GET", "/api/w/OWN/state")
                return
            await asyncio.sleep(0.1)
