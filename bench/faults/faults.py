"""The faults themselves: each begins, lasts, and is over when its function returns."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.clients.phone import Phone
from bench.faults.department import Department
from bench.faults.disk import Disk
from bench.faults.processes import Web
from bench.faults.weather import FINE, Network, storm

_DAY_MS = 24 * 3600 * 1000
_OVER_SECONDS = 60.0
_MET_WITHIN_SECONDS = 120.0


@dataclass
class Scene:
    """What faults may touch. Only one at a time may take the server away."""

    web: Web | Department
    disk: Disk
    network: Network
    code: str
    chance: random.Random
    phones: Sequence[Phone] = ()
    phones_clock_ms: int = 0
    server: asyncio.Lock = field(default_factory=asyncio.Lock)
    _others: set[asyncio.Task[Any]] = field(default_factory=set)

    def later(self, work: Coroutine[Any, Any, Any]) -> None:
        """Does it beside everything else."""
        task = asyncio.create_task(work)
        self._others.add(task)
        task.add_done_callback(self._others.discard)

    def put_off(self, code: str) -> int:
        """How many tries of the phones were refused with this code so far, or not answered ("")."""
        return sum(phone.outbox.put_off[code] for phone in self.phones)

    async def met(self, code: str, before: int) -> None:
        """Returns when a phone was put off since. Raises TimeoutError: a fault that nobody met has shown nothing."""
        async with asyncio.timeout(_MET_WITHIN_SECONDS):
            while self.put_off(code) == before:
                await asyncio.sleep(0.05)

    async def over(self) -> None:
        """What is under way ends first: a call in a thread would go on behind its cancelled task, and hide a note after
        the phones have looked for the last time."""
        if self._others:
            await asyncio.wait(self._others, timeout=_OVER_SECONDS)
        for task in list(self._others):
            task.cancel()
        await asyncio.gather(*self._others, return_exceptions=True)


async def server_killed(scene: Scene, lasts: float, _strength: float) -> None:
    """For so long, and until a phone was left without an answer."""
    async with scene.server:
        before = scene.put_off("")
        await asyncio.to_thread(scene.web.kill)
        await asyncio.sleep(lasts)
        await scene.met("", before)
        await asyncio.to_thread(scene.web.start)


async def worker_killed(scene: Scene, _lasts: float, strength: float) -> None:
    """Whenever one is there, once or twice: the server starts the next."""
    for _ in range(1 + round(strength)):
        while True:
            async with scene.server:
                if await asyncio.to_thread(scene.web.kill_worker):
                    break
            await asyncio.sleep(0.1)


async def network(scene: Scene, lasts: float, strength: float) -> None:
    scene.network.weather = storm(strength)
    await asyncio.sleep(lasts)
    scene.network.weather = FINE


async def disk_full(scene: Scene, lasts: float, strength: float) -> None:
    """For so long, and until a phone was refused: a little that is left may do for many notes."""
    async with scene.server:  # a server cannot start on a full disk, and says so
        before = scene.put_off("disk_full")
        await asyncio.to_thread(scene.disk.fill, scene.web.pids, int(4096 + strength * 100_000))
        await asyncio.sleep(lasts)
        await scene.met("disk_full", before)
        await asyncio.to_thread(scene.disk.free)


async def clock_jump(scene: Scene, lasts: float, strength: float) -> None:
    """The server's clock up to 20 days forward, the phones' to any day of two years; then both are right again.

    Not back before the start: there the facilitator's session is of the future, and signing in is asked for.
    """
    scene.web.set_clock(int(strength * 20 * _DAY_MS))
    scene.phones_clock_ms = int((scene.chance.random() - 0.5) * 2 * 365 * _DAY_MS)
    await asyncio.sleep(lasts)
    scene.web.set_clock(0)
    scene.phones_clock_ms = 0


async def no_server(scene: Scene, lasts: float, _strength: float) -> None:
    """Stopped as an administrator stops it, and away for long."""
    async with scene.server:
        await asyncio.to_thread(scene.web.stop)
        await asyncio.sleep(lasts)
        await asyncio.to_thread(scene.web.start)


async def migration(scene: Scene, lasts: float, _strength: float) -> None:
    async with scene.server:
        await asyncio.to_thread(scene.web.stop)
        await asyncio.to_thread(scene.web.start, lasts)


async def process_killed(scene: Scene, _lasts: float, strength: float) -> None:
    """One web process of several."""
    assert isinstance(scene.web, Department)
    async with scene.server:
        await asyncio.to_thread(scene.web.kill_one, strength)


async def valkey_killed(scene: Scene, lasts: float, _strength: float) -> None:
    assert isinstance(scene.web, Department)
    async with scene.server:  # no server starts without it, and says so
        await asyncio.to_thread(scene.web.kill_valkey)
        await asyncio.sleep(lasts)
        await asyncio.to_thread(scene.web.start_valkey)


async def postgresql_killed(scene: Scene, lasts: float, _strength: float) -> None:
    assert isinstance(scene.web, Department)
    async with scene.server:
        await asyncio.to_thread(scene.web.kill_postgresql)
        await asyncio.sleep(lasts)
        await asyncio.to_thread(scene.web.start_postgresql)


async def slow_readers(scene: Scene, lasts: float, strength: float) -> None:
    """Connections that are opened and never finished, and some that ask and never read."""
    half = [b"", b"POST /api/w/", b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: laena\r\n"]
    asks = f"GET /api/w/{scene.code}/state HTTP/1.1\r\nHost: laena\r\n\r\n".encode() * 50
    writers = []
    for place in range(20 + int(strength * 180)):
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", scene.web.port)
            writer.write(half[place % 4] if place % 4 < 3 else asks)
            writers.append(writer)
    await asyncio.sleep(lasts)
    for writer in writers:
        writer.transport.abort()


FAULTS: dict[str, Callable[[Scene, float, float], Awaitable[None]]] = {
    each.__name__: each
    for each in (
        server_killed,
        worker_killed,
        network,
        disk_full,
        clock_jump,
        no_server,
        migration,
        slow_readers,
        process_killed,
        valkey_killed,
        postgresql_killed,
    )
}
