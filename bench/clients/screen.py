"""A projector or a console: the board by deltas over its socket, a gap closed over HTTP, as the page does."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Any

from bench.audit.log import BoardLog
from bench.clients import socket
from bench.clients.wire import Connection, Host, NoAnswer

_PAUSE_SECONDS = 0.5


class Screen:
    """`first` is when each note came on the board (perf_counter); `log` is the board as it stands."""

    def __init__(self, host: Host, code: str, view: str, cookie: str) -> None:
        self.host, self.cookie = host, cookie
        self.log = BoardLog(code, view)
        self.first: dict[str, float] = {}
        self.frames = 0
        self.catch_ups = 0
        self.connection = Connection(host, {"Cookie": cookie})
        self.socket: socket.Socket | None = None
        self._missed = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        await self.catch_up()
        await self._connect()
        self._tasks = [asyncio.create_task(self._keep_socket()), asyncio.create_task(self._keep_up())]

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        if self.socket is not None:
            self.socket.close()
        self.connection.close()

    async def catch_up(self) -> None:
        """Asks until the server answers."""
        while True:
            with contextlib.suppress(NoAnswer):
                self.catch_ups += 1
                path = f"/api/w/{self.log.code}/board?view={self.log.view}&since={self.log.seq}"
                status, delta = await self.connection.ask("GET", path)
                if status == 200:
                    self.take(delta)
                    return
                if status < 500 and status != 429:
                    raise PermissionError(f"board: {status}")
            await asyncio.sleep(_PAUSE_SECONDS)

    def take(self, delta: dict[str, Any]) -> None:
        """Applies a delta; one that begins past what is known asks for what was missed."""
        log, now = self.log, time.perf_counter()
        if not delta["full"] and delta["from"] > log.seq:
            self._missed.set()
            return
        if delta["seq"] < log.seq:
            return
        for rows, name, gone in ((log.notes, "notes", "gone"), (log.themes, "themes", "gone_themes")):
            if delta["full"] and name in delta:
                rows.clear()
            rows.update({row["id"]: row for row in delta.get(name, [])})
            for row_id in delta.get(gone, []):
                rows.pop(row_id, None)
        for note in delta.get("notes", []):
            self.first.setdefault(note["id"], now)
        log.figures = delta.get("figures", log.figures)
        log.seq = delta["seq"]

    async def _connect(self) -> None:
        auth = {"code": self.log.code, "view": self.log.view}
        self.socket = await socket.connect(self.host, auth, self._heard, self.cookie)
        self._missed.set()

    def _heard(self, event: str, payload: Any) -> None:
        if event == "changes":
            self.frames += 1
            self.take(payload)

    async def _keep_socket(self) -> None:
        while True:
            assert self.socket is not None
            await self.socket.lost.wait()
            with contextlib.suppress(OSError, socket.SocketRefused):
                await self._connect()
                continue
            await asyncio.sleep(_PAUSE_SECONDS)

    async def _keep_up(self) -> None:
        while True:
            await self._missed.wait()
            self._missed.clear()
            await self.catch_up()
