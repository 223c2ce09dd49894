"""The generator's outbox against a server that breaks off, asks to wait, and refuses."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from bench.audit.log import OK, Write
from bench.clients import outbox
from bench.clients.outbox import Outbox
from bench.clients.wire import Connection, Host
from tests import loops

# None: the connection is closed without an answer.
Answer = tuple[int, dict[str, Any]] | None
GOOD = (200, {"ok": True, "seq": 7})


async def _sent(answers: list[Answer], *writes: Write) -> list[str]:
    """Lets the outbox send the writes to a server that gives these answers; (method and id) as they came there."""
    came: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := (await reader.readuntil(b"\r\n\r\n")).decode():
            length = [line.split(": ")[1] for line in head.split("\r\n") if line.startswith("Content-Length")]
            body = json.loads(await reader.readexactly(int(length[0]))) if length else {}
            came.append(f"{head.split()[0]} {body.get('id', '')}")
            answer = answers[len(came) - 1]
            if answer is None:
                break
            data = json.dumps(answer[1]).encode()
            writer.write(f"HTTP/1.1 {answer[0]} x\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data)
        writer.close()

    async def rejoin() -> None:
        came.append("joined")

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    connection = Connection(Host(server.sockets[0].getsockname()[1]))
    box = Outbox(connection, "/api", lambda _write, _answer: None, rejoin)
    for write in writes:
        box.add(write)
    await asyncio.wait_for(box.settled(), 120)
    connection.close()
    server.close()
    return came


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "FIRST_PAUSE", 0.01)


def test_a_write_is_repeated_under_its_id_until_answered_before_the_next() -> None:
    first, second = Write("note", "first", "ถนน"), Write("note", "second", "ไฟ")
    came = loops.run(_sent([None, (503, {"error": "try_again"}), GOOD, GOOD], first, second))
    assert came == ["POST first", "POST first", "POST first", "POST second"]
    assert (first.answer, first.tries, first.seq) == (OK, 3, 7)
    assert (second.answer, second.tries) == (OK, 1)
    assert 0 < first.answered <= second.answered


def test_a_refusal_is_an_answer_and_the_next_write_goes_on() -> None:
    first, second = Write("note", "first", "ถนน"), Write("delete", "first")
    came = loops.run(_sent([(409, {"error": "phase_closed"}), (404, {"error": "not_yours"})], first, second))
    assert came == ["POST first", "DELETE "]
    assert (first.answer, second.answer) == ("phase_closed", OK)


def test_a_forgotten_phone_joins_and_sends_again() -> None:
    write = Write("note", "first", "ถนน")
    answers: list[Answer] = [(401, {"error": "not_joined"}), GOOD, GOOD]
    came = loops.run(_sent(answers, write))
    assert came == ["POST first", "joined", "POST first"]
    assert write.answer == OK
