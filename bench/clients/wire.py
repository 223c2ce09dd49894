"""One keep-alive HTTP/1.1 connection of a browser, on bare asyncio: a thousand of them cost the generator little."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
from dataclasses import dataclass, field
from typing import Any

_PATIENCE_SECONDS = 15.0


class NoAnswer(Exception):
    """The server could not be reached, went away in the middle, or answered what is no HTTP."""


@dataclass(frozen=True)
class Host:
    """Where the server listens; `source` is the local address that connections come from ("" = the system's choice)."""

    port: int
    name: str = "127.0.0.1"
    source: str = ""

    @property
    def local(self) -> tuple[str, int] | None:
        return (self.source, 0) if self.source else None


@dataclass
class Connection:
    """Opened by the first request, and again by the next one after it was lost. One request at a time."""

    host: Host
    headers: dict[str, str] = field(default_factory=dict)
    traveled: int = 0  # bytes of the last answer's body, as they came
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """(status, the JSON that was answered). Raises NoAnswer."""
        status, data = await self.fetch(method, path, body)
        try:
            return status, json.loads(data)
        except ValueError:
            return status, {}

    async def fetch(self, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
        """(status, body). Raises NoAnswer after some seconds, or at once when the connection is refused or lost."""
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                return await self._fetch(method, path, body)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError, ValueError) as error:
            self.close()
            raise NoAnswer from error
        except asyncio.CancelledError:
            self.close()
            raise

    def close(self) -> None:
        if self._writer is not None:
            with contextlib.suppress(OSError, RuntimeError):
                self._writer.close()
        self._reader = self._writer = None

    async def _fetch(self, method: str, path: str, body: Any) -> tuple[int, bytes]:
        data = b"" if body is None else json.dumps(body).encode()
        fields = {"Host": f"{self.host.name}:{self.host.port}", "Accept-Encoding": "gzip", **self.headers}
        if body is not None:
            fields |= {"Content-Type": "application/json", "Content-Length": str(len(data))}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        if self._writer is not None and self._reader is not None and self._reader.at_eof():
            self.close()  # the server let go of it while it was idle
        if self._writer is None:
            opened = asyncio.open_connection(self.host.name, self.host.port, local_addr=self.host.local)
            self._reader, self._writer = await opened
        self._writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + data)
        assert self._reader is not None
        return await self._answer(self._reader)

    async def _answer(self, reader: asyncio.StreamReader) -> tuple[int, bytes]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(head[0].split(" ", 2)[1])
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        if fields.get("transfer-encoding") == "chunked":
            data = await _chunks(reader)
        else:
            data = await reader.readexactly(int(fields.get("content-length", "0")))
        self.traveled = len(data)
        if fields.get("connection", "").lower() == "close":
            self.close()
        return status, gzip.decompress(data) if fields.get("content-encoding") == "gzip" else data


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int(await reader.readuntil(b"\r\n"), 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(parts)
