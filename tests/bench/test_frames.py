"""Websocket frames, as cut by the network as can be."""

from __future__ import annotations

import zlib

import pytest
from wsproto.connection import Connection, ConnectionType
from wsproto.events import Ping, TextMessage
from wsproto.extensions import PerMessageDeflate

from bench.clients import frames
from bench.clients.outbox import new_id

WORDS = ["ถนนชำรุด", "น้ำไม่ไหล " * 40, "ไฟดับ " * 12_000]


@pytest.mark.parametrize("step", [1, 7, 100_000])
def test_messages_arrive_whole_however_the_network_cuts_them(step: int) -> None:
    server = Connection(ConnectionType.SERVER)
    words = WORDS if step > 1 else WORDS[:2]
    data = b"".join(server.send(TextMessage(data=text)) for text in words)
    data = server.send(Ping(payload=b"there?")) + data
    reader = frames.Reader()
    got = [found for at in range(0, len(data), step) for found in reader.feed(data[at : at + step])]
    assert got == [(frames.PING, b"there?"), *((frames.TEXT, text.encode()) for text in words)]


def test_a_message_in_parts_with_a_ping_between_them_is_one_message() -> None:
    server = Connection(ConnectionType.SERVER)
    parts = [server.send(TextMessage(data="ถนน", message_finished=False)), server.send(TextMessage(data="ชำรุด"))]
    ping = Connection(ConnectionType.SERVER).send(Ping(payload=b"x"))
    got = list(frames.Reader().feed(parts[0] + ping + parts[1]))
    assert got == [(frames.PING, b"x"), (frames.TEXT, "ถนนชำรุด".encode())]


def test_what_the_server_deflates_is_read_as_it_was() -> None:
    deflate = zlib.compressobj(wbits=-15)
    reader = frames.Reader("sec-websocket-extensions: permessage-deflate")
    for text in WORDS[:2]:
        packed = (deflate.compress(text.encode()) + deflate.flush(zlib.Z_SYNC_FLUSH))[:-4]
        assert len(packed) < 126
        assert list(reader.feed(bytes([0xC1, len(packed)]) + packed)) == [(frames.TEXT, text.encode())]


@pytest.mark.parametrize("text", WORDS)
def test_what_the_generator_writes_a_server_reads(text: str) -> None:
    server = Connection(ConnectionType.SERVER, extensions=[PerMessageDeflate()])
    server.receive_data(frames.written(text.encode()))
    got = "".join(event.data for event in server.events() if isinstance(event, TextMessage))
    assert got == text


def test_ids_rise_and_are_uuids_of_version_7() -> None:
    ids = [new_id() for _ in range(2_000)]
    assert ids == sorted(set(ids))
    assert all(len(one) == 36 and one[14] == "7" and one[19] in "89ab" for one in ids)
