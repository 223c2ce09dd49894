"""A raw Socket.IO 5 client over Engine.IO 4 and a websocket, on asyncio: 1,000 of them fit beside the server."""

from __future__ import annotations

import asyncio
import base64
import json
import os
from collections.abc import Callable
from typing import Any, cast

from bench.clients import frames
from bench.clients.wire import Host

Heard = Callable[[str, Any], None]
_OPEN, _PING, _PONG, _CONNECTED, _REFUSED, _EVENT, _ACK = "0", "2", "3", "40", "44", "42", "43"
_PATIENCE_SECONDS = 20.0


class SocketRefused(Exception):
    """The server did not let the socket in; the text is its stable code."""


class Socket(asyncio.Protocol):
    """`heard(event, payload)` for every event; `lost` is set when the connection has ended, by whomever."""

    def __init__(self, auth: dict[str, str], heard: Heard) -> None:
        self.auth, self.heard = auth, heard
        self.lost = asyncio.Event()
        self.received = 0
        self.bytes = 0
        self._transport: asyncio.Transport | None = None
        self._reader: frames.Reader | None = None
        self._head = b""
        self._admitted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._acks: dict[int, asyncio.Future[Any]] = {}

    async def emit(self, event: str, *values: Any) -> Any:
        """Sends an event and answers with the server's acknowledgement. Raises ConnectionError, TimeoutError."""
        number = len(self._acks)
        answer = self._acks[number] = asyncio.get_running_loop().create_future()
        self._say(f"{_EVENT}{number}{json.dumps([event, *values])}")
        async with asyncio.timeout(_PATIENCE_SECONDS):
            return await answer

    def say(self, text: str) -> None:
        """Any frame, well-formed or not."""
        self._say(text)

    def pause(self) -> None:
        """Reads no more: a client that sleeps or is slow."""
        if self._transport is not None:
            self._transport.pause_reading()

    def resume(self) -> None:
        if self._transport is not None:
            self._transport.resume_reading()

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def abort(self) -> None:
        """Ends without a word, as a phone does whose battery is dead."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is one in all but name

    def data_received(self, data: bytes) -> None:
        self.bytes += len(data)
        if self._reader is None:
            self._head += data
            head, there, data = self._head.partition(b"\r\n\r\n")
            if not there:
                return
            if b" 101 " not in head.split(b"\r\n", 1)[0]:
                self._end(ConnectionError(head.split(b"\r\n", 1)[0].decode("latin-1")))
                return
            accepted = [line for line in head.lower().split(b"\r\n") if line.startswith(b"sec-websocket-extensions")]
            self._reader = frames.Reader(accepted[0].decode() if accepted else "")
        for kind, payload in self._reader.feed(data):
            if kind == frames.TEXT:
                self._frame(payload.decode())
            elif kind == frames.PING and self._transport is not None:
                self._transport.write(frames.written(payload, frames.PONG))
            elif kind == frames.CLOSE:
                self.close()

    def connection_lost(self, _error: Exception | None) -> None:
        self._end(ConnectionError("the socket was closed"))

    def _frame(self, text: str) -> None:
        if text.startswith(_EVENT):
            self.received += 1
            event, *values = json.loads(text[2:])
            self.heard(event, values[0] if values else None)
        elif text == _PING:
            self._say(_PONG)
        elif text.startswith(_OPEN):
            self._say(_CONNECTED + json.dumps(self.auth))
        elif text.startswith(_CONNECTED) and not self._admitted.done():
            self._admitted.set_result(None)
        elif text.startswith(_REFUSED):
            self._end(SocketRefused(str(json.loads(text[2:]).get("message", ""))))
        elif text.startswith(_ACK):
            number, _, values = text[2:].partition("[")
            if (answer := self._acks.pop(int(number), None)) and not answer.done():
                found = json.loads("[" + values)
                answer.set_result(found[0] if found else None)

    def _say(self, text: str) -> None:
        if self._transport is None or self._transport.is_closing():
            raise ConnectionError
        self._transport.write(frames.written(text.encode()))

    def _end(self, why: Exception) -> None:
        for waiting in (self._admitted, *self._acks.values()):
            if not waiting.done():
                waiting.set_exception(why)
                waiting.exception()  # seen: nobody may be waiting
        self._acks.clear()
        self.lost.set()
        self.abort()

    async def admitted(self) -> None:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await self._admitted


async def connect(host: Host, auth: dict[str, str], heard: Heard, cookie: str = "", deflate: bool = True) -> Socket:
    """An admitted socket. Raises OSError, TimeoutError (which is one), SocketRefused."""
    loop = asyncio.get_running_loop()
    made = loop.create_connection(lambda: Socket(auth, heard), host.name, host.port, local_addr=host.local)
    transport, socket = await asyncio.wait_for(made, _PATIENCE_SECONDS)
    fields = {
        "Host": f"{host.name}:{host.port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Sec-WebSocket-Version": "13",
    }
    if deflate:
        fields["Sec-WebSocket-Extensions"] = frames.OFFER
    if cookie:
        fields["Cookie"] = cookie
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    transport.write(f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n{head}\r\n".encode())
    try:
        await socket.admitted()
    except (Exception, asyncio.CancelledError):
        socket.abort()
        raise
    return socket
