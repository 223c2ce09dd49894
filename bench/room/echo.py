"""The same phones and the same schedule on the bare app of bench/room/bare.py."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.room import cost, play
from bench.room.house import FIRST_PORT, PORTS
from bench.room.meter import Meter, spread
from bench.room.plan import Plan
from bench.room.run import Result, looped
from bench.room.screen import Screen
from bench.room.wire import Connection, Host, NoAnswer
from workshop.demo.serving import free_port

_STARTS_WITHIN_SECONDS = 20.0


def echo(plan: Plan) -> Result:
    """A run on the bare app; nothing is audited, since it promises nothing."""
    port = free_port(FIRST_PORT, "127.0.0.1", PORTS)
    assert port is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        command = [sys.executable, "-m", "bench.room.bare", str(port), str(Path(folder) / "bare.db")]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        try:
            return looped(_on(Host(port), process.pid, plan))
        finally:
            process.terminate()
            process.wait(10)


async def _on(host: Host, pid: int, plan: Plan) -> Result:
    # The bare app sends a note to the writer's group where the code says so.
    code = "OWN" if plan.sharing == "own" else "GROUPS"
    groups = [1] if plan.sharing == "everyone" else list(range(plan.groups))
    screens = [Screen(host, code, view, "") for view in ("projector", "console")]
    meter = Meter()
    workshop = play.Workshop(code, {"id": 1, "categories": ["idea"]}, groups, screens[0], screens[1], meter)
    await _ready(host)
    await workshop.projector.open()
    before, began = cost.of([pid]), time.perf_counter()
    joins = await play.join([workshop], [host], plan)
    result = Result(plan, meter, spread(joins), time.perf_counter() - began, before=before)
    await asyncio.sleep(1.0)
    result.joined, began = cost.of([pid]), time.perf_counter()
    await play.send([workshop], plan)
    result.load_seconds = time.perf_counter() - began
    result.web = cost.of([pid]) - result.joined
    result.projector = meter.on(workshop.projector.first)
    await play.leave([workshop])
    return result


async def _ready(host: Host) -> None:
    async with asyncio.timeout(_STARTS_WITHIN_SECONDS):
        while True:
            with contextlib.suppress(NoAnswer):
                await Connection(host).ask("GET", "/api/w/OWN/state")
                return
            await asyncio.sleep(0.1)
