"""Connections that are opened and left, never read, or filled with rubbish: the server goes on for everybody else."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bench.clients.desk import Desk
from bench.clients.phone import Phone
from bench.clients.wire import Host
from bench.faults.processes import Web
from tests import loops

SECRET = "คำที่ไม่มีใครควรอ่าน"
HALF = (
    b"",
    b"GET",
    b"POST /api/w/",
    b"GET / HTTP/1.1\r\nHost: laena\r\n",
    b"POST /api/w/AAAAAA/notes HTTP/1.1\r\nHost: laena\r\nContent-Length: 1000\r\n\r\n{",
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: laena\r\nUpgrade: websocket\r\n",
)
RUBBISH = (
    b"\x00" * 400,
    b"\xff" * 400,
    b"GET / HTTP/9.9\r\n\r\n",
    b"\r\n\r\n\r\n",
    b"GET /%00%ff%zz HTTP/1.1\r\nHost: laena\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: laena\r\nContent-Length: -5\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: laena\r\nContent-Length: 99999999999999999999\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: laena\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: laena\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 3_000 + b"\r\n",
    b"GET /socket.io/?EIO=3&transport=polling HTTP/1.1\r\nHost: laena\r\n\r\n",
    b"GET /socket.io/?EIO=4&transport=polling&sid=nobody HTTP/1.1\r\nHost: laena\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: laena\r\nContent-Length: 2\r\n\r\n{}" + SECRET.encode() + b"\r\n\r\n",
    b"POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: laena\r\nContent-Length: 3\r\n\r\n\xff\xfe\xfd",
    b"GET /socket.io/?EIO=4&transport=carrier-pigeon HTTP/1.1\r\nHost: laena\r\n\r\n",
)
PACKETS = (
    "",
    "9",
    "4",
    "41",
    "42",
    "42[",
    "42[]",
    "42[1]",
    '42["enter"',
    '42["enter",' + "[" * 5_000,
    "42" + "9" * 400 + '["enter"]',
    '42/nowhere,["enter"]',
    "40/nowhere,{}",
    "40[]",
    '40"x"',
    "451-" + '["enter",{"_placeholder":true,"num":0}]',
    "45999999999-[]",
    "43999[]",
    "1",
    "5",
    "6",
    "2probe",
    "\N{SNOWMAN}" * 300,
    "x" * 100_000,
)


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    web = Web(tmp_path / "data", grouping=False)
    web.data.mkdir()
    try:
        web.start()
        yield web
    finally:
        web.end()


def frame(payload: bytes, first: int = 0x81, length: int | None = None, masked: bool = True) -> bytes:
    """A websocket frame as a client sends it, with a wrong length if one is given."""
    declared = len(payload) if length is None else length
    mask = os.urandom(4) if masked else b""
    bit = 0x80 if masked else 0
    if declared < 126:
        head = struct.pack("!BB", first, bit | declared)
    elif declared < 65_536:
        head = struct.pack("!BBH", first, bit | 126, declared)
    else:
        head = struct.pack("!BBQ", first, bit | 127, declared)
    return head + mask + (bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload)) if masked else payload)


FRAMES = (
    frame(b"40", first=0x83),
    frame(b"40", first=0xF1),
    frame(b"40", masked=False),
    frame(b"\xff\xfe", first=0x81),
    frame(b"x" * 200, first=0x89),
    frame(b"x", first=0x01),
    frame(b"x", first=0x80),
    frame(b"x", length=2**62),
    frame(b"x", length=2**63 + 5),
    frame(b"\x03", first=0x88),
    frame(b"\x00\x01", first=0x88),
    Random(20_260).randbytes(300),
)


def opened(port: int, *sent: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    with contextlib.suppress(OSError):
        for data in sent:
            connection.sendall(data)
    return connection


def shaken(port: int, *sent: bytes) -> socket.socket:
    """A websocket that the server has agreed to, and what comes over it then."""
    key = base64.b64encode(os.urandom(16)).decode()
    connection = opened(
        port,
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: laena\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode(),
    )
    assert b" 101 " in connection.recv(4096)
    with contextlib.suppress(OSError):
        for data in sent:
            connection.sendall(data)
    return connection


def test_half_open_silent_and_malformed_connections_do_not_disturb_the_room(web: Web) -> None:
    desk = Desk(web.base, web.setup_link())
    code = desk.new_workshop("ห้องที่มีคนแกล้ง", 2)
    phase = desk.board(code)["phases"][0]
    desk.call(code, f"/phases/{phase['id']}/open")
    desk.call(code, "/sharing", {"sharing": "everyone"})
    enter = frame(("40" + json.dumps({"code": code, "view": "phone"})).encode())
    left = [opened(web.port, HALF[place % len(HALF)]) for place in range(120)]
    left += [opened(web.port, rubbish) for rubbish in RUBBISH]
    left += [shaken(web.port, data) for data in FRAMES]
    left += [shaken(web.port, enter, data) for data in FRAMES]
    for packet in PACKETS:
        left.append(shaken(web.port, frame(packet.encode())))
        left.append(shaken(web.port, enter, frame(packet.encode()), frame(packet.encode(), 0x82)))
    answers = loops.run(work(web, code, phase))
    assert answers == 20
    for connection in left:
        connection.close()
    assert desk.board(code)["figures"]["received"] == 20
    assert web.words().count("Traceback") == 0, web.words()[-3000:]
    assert "unforeseen" not in web.words()
    assert SECRET not in web.words().encode("latin-1", "replace").decode("utf-8", "replace")
    assert SECRET not in web.words()


async def work(web: Web, code: str, phase: dict[str, Any]) -> int:
    """Two phones write; a third one's socket is never read. How many notes the second one was shown."""
    groups = [1, 2]
    host = Host(web.port)
    phones = [Phone(host, code, group) for group in (groups[0], groups[1], groups[0])]
    for phone in phones:
        await phone.join()
        await phone.open()
    assert phones[2].socket is not None
    phones[2].socket.pause()
    for place in range(20):
        phones[place % 2].write("note", phase["id"], phase["categories"][0], f"ความเห็นที่ {place}")
    async with asyncio.timeout(200):
        for phone in phones:
            await phone.outbox.settled()
        while len(phones[1].shown.shared) < 20:
            await asyncio.sleep(0.05)
    seen = len(phones[1].shown.shared)
    for phone in phones:
        await phone.close()
    return seen
