"""A client that does not read: it holds no memory, nobody waits for it, and it catches up when it comes back."""

from __future__ import annotations

import base64
import json
import os
import secrets
import socket
import urllib.request
from pathlib import Path
from queue import Empty
from typing import Any

import gevent
import pytest
from engineio.packet import MESSAGE, Packet
from hypothesis import given
from hypothesis import strategies as st

from tests.browser.server import serve
from tests.process.test_graceful_stop import a_workshop
from workshop.changes import Kind
from workshop.demo.sockets import LiveSocket
from workshop.domain import imports
from workshop.feed import Changing, Feed
from workshop.live import outgoing
from workshop.live.frames import of_packet
from workshop.live.outgoing import Outgoing
from workshop.messages.incoming import ImportedNote
from workshop.store.database import Database

BATCHES = 16  # about 1.4 MB, far beyond what the server and both systems hold for one client


class Slow:
    """A line that takes so many bytes a time at once, and the rest when it is let go on."""

    def __init__(self, takes: list[int]) -> None:
        self.takes = takes
        self.took = b""
        self.dropped = self.closed = False

    def try_send(self, whole: bytes) -> bytes:
        size = self.takes.pop(0) if self.takes else len(whole)
        self.took += whole[:size]
        return whole[size:]

    def send(self, whole: bytes) -> None:
        gevent.sleep(0)
        self.took += whole

    def close(self) -> None:
        self.closed = True

    def drop(self) -> None:
        self.dropped = True


def packet(text: str) -> Packet:
    return Packet(MESSAGE, text)


@given(st.lists(st.integers(0, 40), max_size=12), st.lists(st.text(max_size=40), min_size=1, max_size=30))
def test_a_client_receives_every_packet_in_order_however_slowly_it_reads(takes: list[int], texts: list[str]) -> None:
    line, queue = Slow(list(takes)), Outgoing()
    queue.put(packet("before the line"))
    queue.attach(line)
    for place, text in enumerate(texts):
        queue.put(packet(text))
        if place % 3 == 0:
            gevent.sleep(0)
    queue.put(None)
    while not line.closed:
        gevent.sleep(0)
    assert line.took == b"".join(of_packet(packet(text)) for text in ["before the line", *texts])


class Deaf(Slow):
    def try_send(self, whole: bytes) -> bytes:
        return whole

    def send(self, whole: bytes) -> None:
        gevent.sleep(3600)


@pytest.mark.parametrize("text", ["x", "x" * 10_000])
def test_a_client_that_does_not_read_is_dropped_and_its_queue_emptied(text: str) -> None:
    line, queue = Deaf([]), Outgoing()
    queue.attach(line)
    put = 0
    while not line.dropped:
        queue.put(packet(text))
        put += 1
        gevent.sleep(0)
    assert put <= outgoing.MOST_PACKETS + 2
    assert put * len(text) <= outgoing.MOST_BYTES + 2 * len(text)
    assert queue.empty()
    queue.put(packet(text))
    assert queue.empty()


def test_one_message_larger_than_the_limit_is_queued(monkeypatch: pytest.MonkeyPatch) -> None:
    line, queue = Slow([0]), Outgoing()
    queue.attach(line)
    queue.put(packet("x" * 2 * outgoing.MOST_BYTES))
    while not line.took:
        gevent.sleep(0)
    assert not line.dropped


def test_the_queue_of_a_client_that_stops_polling_contains_only_the_end() -> None:
    queue = Outgoing()
    for number in range(outgoing.MOST_PACKETS + 10):
        queue.put(packet(str(number)))
    assert queue.qsize() == 1
    assert queue.get() is None
    with pytest.raises(Empty):
        queue.get(timeout=0.01)


def not_reading(port: int, auth: dict[str, str]) -> socket.socket:
    """A socket that the server has let in, and that reads nothing from then on."""
    plug = socket.socket()
    plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    plug.settimeout(60)
    plug.connect(("127.0.0.1", port))
    key = base64.b64encode(os.urandom(16)).decode()
    plug.sendall(
        f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    read_until(plug, b'0{"sid"')  # no frame before the handshake is over
    words, mask = f"40{json.dumps(auth)}".encode(), os.urandom(4)
    masked = bytes(letter ^ mask[place % 4] for place, letter in enumerate(words))
    plug.sendall(bytes((0x81, 0x80 | len(words))) + mask + masked)
    read_until(plug, b'40{"sid"')
    return plug


def read_until(plug: socket.socket, words: bytes) -> None:
    got = b""
    while words not in got:
        data = plug.recv(4096)
        assert data, got
        got += data


def to_the_end(plug: socket.socket) -> bytes:
    """What had been sent before the connection ended. Raises TimeoutError where it does not end."""
    got = b""
    try:
        while data := plug.recv(65536):
            got += data
    except ConnectionError:
        pass
    return got


def call(url: str, key: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    data = json.dumps(body).encode() if body else None
    with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=60) as answer:
        return dict(json.loads(answer.read()))


def share(change: Changing) -> None:
    change.workshop.sharing = "everyone"
    change.workshop.sharing_seq = change.workshop.facts_seq = change.record(Kind.SHARING)


def test_a_client_that_never_reads_delays_nobody_and_catches_up_later(tmp_path: Path) -> None:
    data = tmp_path / "data"
    code, state = a_workshop(data)
    feed = Feed(Database(f"sqlite:///{(data / 'laena.db').as_posix()}"))
    feed.change(code, "facilitator", share)
    with serve(data) as served:
        port = int(served.url.rpartition(":")[2])
        api = f"{served.url}/api/w/{code}"
        auths = [{"code": code, "view": "phone", "device": secrets.token_hex(16)} for _ in range(2)]
        for auth in auths:
            call(f"{api}/join", auth["device"], {"group_id": state["groups"][0]["id"]})
        received: set[str] = set()

        def hear(name: str, event: dict[str, Any]) -> None:
            if name == "notes":
                received.update(note["id"] for note in event["notes"])

        reader = LiveSocket(served.url, auths[0], hear)
        for _hello_and_admission in range(2):
            assert reader.listen(60)
        deaf = not_reading(port, auths[1])
        for batch in range(BATCHES):
            rows = [ImportedNote(f"b{batch:03}-{n:05}", f"{batch} {n} " + "ก" * 280, "problem") for n in range(90)]
            feed.change(code, "facilitator", imports.add, rows)
            while not {row.id for row in rows} <= received:
                assert reader.listen(60)
        sent = to_the_end(deaf)
        assert b"b000-00000" in sent
        assert b"b015-00000" not in sent, "let go before the last notes, not after a minute without a sign of life"
        caught = call(f"{api}/state?since=0", auths[1]["device"])
        assert {note["id"] for note in caught["shared"]} == received
        reader.close()
    feed.database.close()
