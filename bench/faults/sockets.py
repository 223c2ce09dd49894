"""A Socket.IO client in asyncio: the few frames that a listener needs, over a plain websocket."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, CloseConnection, Ping, RejectConnection, Request, TextMessage

# Engine.IO 4 and Socket.IO 5.
_PING, _PONG, _CONNECT, _REFUSED, _EVENT = "2", "3", "40", "44", "42"
_SILENCE_SECONDS = 60.0


class Refused(Exception):
    """The server let the socket not in; the text is its stable code."""


@contextlib.asynccontextmanager
async def connected(
    port: int, auth: dict[str, str], cookie: str = "", seconds: float = 6.0
) -> AsyncIterator[AsyncIterator[tuple[str, Any]]]:
    """The events (name, payload) of a socket, once the server has let it in. Raises Refused, OSError, TimeoutError."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        socket = _Socket(reader, writer)
        async with asyncio.timeout(seconds):
            await socket.open(auth, cookie)
        yield socket.events()
    finally:
        writer.transport.abort()


class _Socket:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._frames = WSConnection(ConnectionType.CLIENT)
        self._half = ""

    async def open(self, auth: dict[str, str], cookie: str) -> None:
        headers = [(b"Cookie", cookie.encode())] if cookie else []
        target = "/socket.io/?EIO=4&transport=websocket"
        self._write(Request(host="laena", target=target, extra_headers=headers))
        async for packet in self._packets():
            if packet.startswith("0"):
                self._write(TextMessage(_CONNECT + json.dumps(auth)))
            elif packet.startswith(_REFUSED):
                raise Refused(str(json.loads(packet[2:]).get("message", "")))
            elif packet.startswith(_CONNECT):
                return
        raise ConnectionResetError

    async def events(self) -> AsyncIterator[tuple[str, Any]]:
        async for packet in self._packets():
            if packet.startswith(_EVENT):
                name, *payload = json.loads(packet[2:])
                yield name, payload[0] if payload else None

    async def _packets(self) -> AsyncIterator[str]:
        """Whole packets, until the connection ends; pings are answered."""
        while True:
            for event in self._frames.events():
                if isinstance(event, RejectConnection | CloseConnection):
                    return
                if isinstance(event, Ping):
                    self._write(event.response())
                elif isinstance(event, TextMessage):
                    self._half += event.data
                    if event.message_finished:
                        packet, self._half = self._half, ""
                        if packet == _PING:
                            self._write(TextMessage(_PONG))
                        else:
                            yield packet
                elif isinstance(event, AcceptConnection):
                    continue
            async with asyncio.timeout(_SILENCE_SECONDS):
                data = await self._reader.read(65536)
            if not data:
                return
            self._frames.receive_data(data)

    def _write(self, event: Any) -> None:
        self._writer.write(self._frames.send(event))
