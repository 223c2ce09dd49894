"""One HTTP request a connection, as a phone on a bad network makes them."""

from __future__ import annotations

import asyncio
import json
from typing import Any


class NoAnswer(Exception):
    """Nobody answered, or not in time, or not whole."""


async def call(
    port: int,
    method: str,
    path: str,
    key: str = "",
    body: dict[str, Any] | None = None,
    cookie: str = "",
    seconds: float = 6.0,
) -> tuple[int, dict[str, Any]]:
    """(status, JSON). Raises NoAnswer."""
    data = b"" if body is None else json.dumps(body).encode()
    lines = [f"{method} {path} HTTP/1.1", "Host: laena", "Connection: close", f"Content-Length: {len(data)}"]
    lines += ["Content-Type: application/json"] if data else []
    lines += [f"Authorization: Bearer {key}"] if key else []
    lines += [f"Cookie: {cookie}"] if cookie else []
    request = "\r\n".join([*lines, "", ""]).encode("ascii") + data
    try:
        async with asyncio.timeout(seconds):
            answer = await _exchange(port, request)
    except (OSError, TimeoutError):
        raise NoAnswer from None
    head, gap, rest = answer.partition(b"\r\n\r\n")
    words = head.split(b" ", 2)
    try:
        if not gap or len(rest) < _promised(head):
            raise NoAnswer
        return int(words[1]), json.loads(rest)
    except (ValueError, IndexError):
        raise NoAnswer from None


async def _exchange(port: int, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        await writer.drain()
        return await reader.read(-1)
    finally:
        writer.transport.abort()


def _promised(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
