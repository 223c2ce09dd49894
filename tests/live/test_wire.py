"""The websocket: frames as RFC 6455 has them, and a peer that sends anything."""

from __future__ import annotations

from typing import Any

import gevent
from gevent import socket
from hypothesis import given, settings
from hypothesis import strategies as st
from wsproto import ConnectionType
from wsproto.connection import Connection
from wsproto.events import BytesMessage, CloseConnection, Ping, TextMessage

from workshop.live import capacity
from workshop.live.frames import CLOSING, Json, frame
from workshop.live.outgoing import Outgoing
from workshop.live.wire import Wire

KEY = "dGhlIHNhbXBsZSBub25jZQ=="  # RFC 6455, 1.3
ACCEPT = b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="


class Client:
    """What the wire asks of engineio's socket."""

    upgraded = True

    def __init__(self) -> None:
        self.queue = Outgoing()
        self.received: list[str | bytes | None] = []

    def close(self, wait: bool, abort: bool) -> None:
        raise AssertionError

    def handler(self, wire: Wire) -> list[Any]:
        while True:
            incoming = wire.wait()
            self.received.append(incoming)
            if incoming is None:
                return []


class Server:
    max_http_buffer_size = 1000


class Input:
    def __init__(self, plug: Any) -> None:
        self.rfile = plug.makefile("rb")


def talk(incoming: bytes) -> tuple[Client, bytes]:
    """Return the server's side and all that it sent, when a peer sends this and closes."""
    client = Client()
    ours, theirs = tcp_pair()
    environ = {"HTTP_SEC_WEBSOCKET_KEY": KEY, "HTTP_SEC_WEBSOCKET_VERSION": "13", "wsgi.input": Input(ours)}
    serving = gevent.spawn(Wire(client.handler, Server()), environ, lambda *_: None)
    theirs.sendall(incoming)
    theirs.shutdown(socket.SHUT_WR)
    sent = b""
    while data := theirs.recv(65536):
        sent += data
    serving.get(timeout=120)
    theirs.close()
    ours.close()
    return client, sent


def tcp_pair() -> tuple[Any, Any]:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    listener.listen(1)
    theirs = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    theirs.connect(listener.getsockname())
    ours, _ = listener.accept()
    listener.close()
    return ours, theirs


@settings(max_examples=60)
@given(st.lists(st.one_of(st.text(max_size=300), st.binary(max_size=300)), max_size=6))
def test_a_clients_messages_are_received_whole_and_in_order(messages: list[str | bytes]) -> None:
    peer = Connection(ConnectionType.CLIENT)
    incoming = b"".join(
        peer.send(BytesMessage(data=each) if isinstance(each, bytes) else TextMessage(data=each)) for each in messages
    )
    client, sent = talk(incoming)
    assert client.received == [*messages, None]
    assert ACCEPT in sent.partition(b"\r\n\r\n")[0]


@settings(max_examples=100)
@given(st.binary(max_size=400))
def test_any_bytes_from_a_client_end_the_connection_without_an_error(incoming: bytes) -> None:
    client, _sent = talk(incoming)
    assert client.received[-1] is None


def test_a_message_over_the_size_limit_ends_the_connection() -> None:
    client, _sent = talk(Connection(ConnectionType.CLIENT).send(TextMessage(data="x" * 1001)))
    assert client.received == [None]


def test_a_ping_is_answered_and_a_close_ends() -> None:
    peer = Connection(ConnectionType.CLIENT)
    client, sent = talk(peer.send(Ping(payload=b"here?")) + peer.send(CloseConnection(code=1000)))
    assert client.received == [None]
    assert b"\x8a\x05here?" in sent


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200), st.integers(120, 70_000).map(lambda n: "ก" * n)))
def test_a_client_reads_back_the_message_of_each_frame(data: str | bytes) -> None:
    peer = Connection(ConnectionType.CLIENT)
    peer.receive_data(frame(data) + CLOSING)
    *parts, closing = peer.events()
    received = [bytes(event.data) if isinstance(data, bytes) else event.data for event in parts]
    assert (b"" if isinstance(data, bytes) else "").join(received) == data  # type: ignore[attr-defined]
    assert (parts[-1].message_finished, type(closing), closing.code) == (True, CloseConnection, 1000)


def test_a_lone_surrogate_is_sent_as_a_question_mark() -> None:
    assert frame("a\ud800b")[2:] == b"a?b"


def test_json_events_survive_a_round_trip() -> None:
    text = Json.dumps({"text": "น้ำท่วม"}, separators=(",", ":"))
    assert (text, Json.loads(text)) == ('{"text":"น้ำท่วม"}', {"text": "น้ำท่วม"})


def test_the_limit_of_open_files_only_rises() -> None:
    once = capacity.raise_files()
    assert once is None or once == capacity.raise_files() >= 256
