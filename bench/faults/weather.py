"""The network between phones and server: a proxy on loopback that loses, delays, repeats and reorders.

It works on whole HTTP requests, as a phone sees them: one that never arrives, an answer that never comes, the same
request a second time and late, behind those that were sent after it. Sockets are cut or swallowed.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import dataclass
from typing import Any

LIMIT = 2**20
CONNECT_SECONDS = 2.0


@dataclass(frozen=True)
class Weather:
    """Shares 0..1 of requests, and seconds. `lost` never arrive, `deaf` arrive and are not answered, `twice` come again
    up to `late` seconds later; each way takes up to `delay`."""

    lost: float = 0.0
    deaf: float = 0.0
    twice: float = 0.0
    late: float = 3.0
    delay: float = 0.0
    cut: float = 0.0  # sockets cut a second


FINE = Weather()


def storm(strength: float) -> Weather:
    """Bad to very bad."""
    share = 0.05 + 0.35 * strength
    return Weather(lost=share, deaf=share, twice=0.5 * share + 0.1, delay=0.3 + 2.7 * strength**2, cut=share)


class Network:
    """Listens on `port`; passes on to the first of `targets` (ports of servers) that takes the connection, by turns."""

    def __init__(self, targets: list[int], seed: int) -> None:
        self.targets = targets
        self.weather = FINE
        self.port = 0
        self.repeated = 0
        self._chance = random.Random(seed)
        self._turn = 0
        self._late: set[asyncio.Task[None]] = set()
        self._open: set[Any] = set()  # asyncio itself holds its tasks loosely
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=LIMIT, backlog=2048)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._late:
            task.cancel()
        await asyncio.gather(*self._late, return_exceptions=True)

    async def quiet(self) -> None:
        """Returns when no repeat is on its way any more."""
        while self._late:
            await asyncio.wait(self._late)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(asyncio.current_task())
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                body = await reader.readexactly(_length(head))
                if b"\r\nupgrade: websocket" in head.lower():
                    await self._socket(head, reader, writer)
                    return
                answer = await self._pass(b"\r\nConnection: close\r\n".join(head.split(b"\r\n", 1)) + body)
                if not answer:
                    writer.transport.abort()
                    return
                writer.write(answer)
                await writer.drain()
                if b"\r\nconnection: close" in answer[:2000].lower():
                    return
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError, asyncio.CancelledError):
            pass  # cancelled only when all ends
        finally:
            writer.close()
            self._open.discard(asyncio.current_task())

    async def _pass(self, request: bytes) -> bytes:
        """The answer as it reaches the phone; empty where the network ate one of the two."""
        now = self.weather
        await self._dawdle(now)
        if self._chance.random() < now.lost:
            return b""
        if self._chance.random() < now.twice:
            self._again(request, self._chance.random() * now.late)
        answer = await self._ask(request)
        await self._dawdle(now)
        return b"" if self._chance.random() < now.deaf else answer

    def _again(self, request: bytes, late: float) -> None:
        async def ask() -> None:
            await asyncio.sleep(late)
            with contextlib.suppress(OSError, TimeoutError):
                await self._ask(request)
            self.repeated += 1

        task = asyncio.create_task(ask())
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    async def _ask(self, request: bytes) -> bytes:
        """The server's whole answer; the request asks it to close the connection after it. Raises OSError."""
        reader, writer = await self._connect()
        try:
            writer.write(request)
            await writer.drain()
            return await reader.read(-1)
        finally:
            writer.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        self._turn += 1
        for place in range(len(self.targets)):
            port = self.targets[(self._turn + place) % len(self.targets)]
            with contextlib.suppress(OSError, TimeoutError):
                opening = asyncio.open_connection("127.0.0.1", port, limit=LIMIT)
                return await asyncio.wait_for(opening, CONNECT_SECONDS)
        raise ConnectionRefusedError

    async def _socket(self, request: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._dawdle(self.weather)
        if self._chance.random() < self.weather.lost:
            return
        there, back = await self._connect()
        back.write(request)
        pumps = [asyncio.create_task(_pump(reader, back)), asyncio.create_task(_pump(there, writer))]
        try:
            while not any(pump.done() for pump in pumps):
                await asyncio.wait(pumps, timeout=1.0, return_when=asyncio.FIRST_COMPLETED)
                if self._chance.random() < self.weather.cut:
                    return
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)
            back.transport.abort()
            writer.transport.abort()

    async def _dawdle(self, now: Weather) -> None:
        if now.delay:
            await asyncio.sleep(self._chance.random() * now.delay / 2)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
