"""Between two requests the laptop's server keeps a connection without a greenlet, for a while; no request is lost."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import gevent
import pytest
from gevent import socket
from gevent.event import Event

from workshop.process import keep_alive

ASK = b"GET / HTTP/1.1\r\nHost: laena\r\n\r\n"
SEND = b"POST / HTTP/1.1\r\nHost: laena\r\nContent-Length: 5\r\n\r\n"


def _answer(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    body = environ["wsgi.input"].read() or b"good"
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch) -> Iterator[keep_alive.Server]:
    # A connection is parked and swept soon; how long anything else may take is a test's own affair.
    for name, seconds in (("SOON_SECONDS", 0.1), ("REQUEST_SECONDS", 100.0), ("_SWEEP_SECONDS", 0.05)):
        monkeypatch.setattr(keep_alive, name, seconds)
    server = keep_alive.Server(("127.0.0.1", 0), _answer)
    server.start()
    with gevent.Timeout(120):
        yield server
    server.stop()


def connect(server: keep_alive.Server) -> Any:
    return socket.create_connection(("127.0.0.1", server.server_port))


def read(client: Any, answers: int) -> bytes:
    """What comes until so many answers are there, or the end."""
    got = b""
    while got.count(b"200 OK") < answers or not got.endswith((b"good", b"notes")):
        data = client.recv(10_000)
        if not data:
            break
        got += data
    return got


def until_parked(server: keep_alive.Server, connections: int) -> None:
    while len(server.parked) != connections:
        gevent.sleep(0.01)


def greenlets() -> int:
    return sum(isinstance(each, gevent.Greenlet) and not each.dead for each in gc.get_objects())


@pytest.mark.parametrize(
    "asked", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: la", b"GET / HTTP/1.1\r\nHost: laena\r\n"]
)
def test_a_connection_without_a_whole_request_is_closed(
    asked: bytes, serving: keep_alive.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep_alive, "REQUEST_SECONDS", 0.3)
    with connect(serving) as client:
        client.sendall(asked)
        answer = client.recv(100)
        # Half a head is refused in words before the end, half a first line is not.
        assert answer == b"" if asked.count(b"\n") == 0 else answer.startswith(b"HTTP/1.1 400")
        while answer:
            answer = client.recv(100)
    assert len(serving.parked) == 0


def test_a_parked_connection_answers_the_next_request_and_the_one_after(serving: keep_alive.Server) -> None:
    with connect(serving) as client:
        for _ in range(3):
            client.sendall(ASK)
            assert read(client, 1).count(b"good") == 1
            until_parked(serving, 1)
        with connect(serving) as other:
            other.sendall(ASK)
            assert read(other, 1).count(b"good") == 1
            until_parked(serving, 2)
        client.sendall(SEND + b"notes")
        assert read(client, 1).endswith(b"notes")


def test_pipelined_requests_are_all_answered_before_the_connection_is_parked(
    serving: keep_alive.Server,
) -> None:
    with connect(serving) as client:
        client.sendall(ASK)
        read(client, 1)
        until_parked(serving, 1)
        client.sendall(ASK + SEND + b"notes" + ASK)
        got = read(client, 3)
        assert (got.count(b"200 OK"), got.count(b"good"), got.count(b"notes")) == (3, 2, 1)
        until_parked(serving, 1)


def test_a_parked_connection_reads_a_request_that_arrives_in_pieces(serving: keep_alive.Server) -> None:
    with connect(serving) as client:
        client.sendall(ASK)
        read(client, 1)
        until_parked(serving, 1)
        for part in (SEND[:7], SEND[7:], b"no", b"tes"):
            client.sendall(part)
            gevent.sleep(0.02)
        assert read(client, 1).endswith(b"notes")


@pytest.mark.parametrize(
    "head",
    [
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nnotes",
        b"POST / HTTP/1.1\r\nContent-Length: five\r\n\r\nnotes",
        b"GET / HTTP/1.1\r\nHost : laena\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: laena\r\n folded\r\n\r\n",
    ],
)
def test_a_head_that_is_no_http_is_refused_once_and_others_go_on(head: bytes, serving: keep_alive.Server) -> None:
    with connect(serving) as other, connect(serving) as client:
        other.sendall(ASK)
        read(other, 1)
        client.sendall(head + ASK)
        got = read(client, 1)
        assert got.startswith(b"HTTP/1.1 400 ")
        assert b"good" not in got
        other.sendall(SEND + b"notes")
        assert read(other, 1).endswith(b"notes")


def test_a_parked_connection_has_no_greenlet(serving: keep_alive.Server) -> None:
    before = greenlets()
    clients = [connect(serving) for _ in range(20)]
    for client in clients:
        client.sendall(ASK)
        read(client, 1)
    until_parked(serving, 20)
    while greenlets() - before >= 5:  # the sweep's own among them
        gevent.sleep(0.01)
    for client in clients:
        client.close()
    until_parked(serving, 0)


def test_a_parked_connection_is_closed_after_its_timeout(
    serving: keep_alive.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connect(serving) as client:
        client.sendall(ASK)
        read(client, 1)
        until_parked(serving, 1)
        monkeypatch.setattr(keep_alive, "PARKED_SECONDS", 0.0)
        assert client.recv(100) == b""
    assert len(serving.parked) == 0


@pytest.mark.parametrize("closed_by", ["its timeout", "a stop"])
def test_a_parked_connection_is_closed_for_the_browser_while_something_still_holds_its_request(
    closed_by: str, serving: keep_alive.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A socket that a request's reader holds is not closed by `close`: a browser would ask it, and wait for ever."""
    held: list[dict[str, Any]] = []

    def holding(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        held.append(environ)
        return _answer(environ, start_response)

    serving.application = holding
    client = connect(serving)
    client.sendall(ASK)
    read(client, 1)
    until_parked(serving, 1)
    if closed_by == "a stop":
        serving.stop()
    else:
        monkeypatch.setattr(keep_alive, "PARKED_SECONDS", 0.1)
        until_parked(serving, 0)
    with gevent.Timeout(10):
        assert client.recv(1) == b""
    assert held


def test_no_more_connections_are_parked_than_the_limit(
    serving: keep_alive.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep_alive, "MOST_PARKED", 1)
    with connect(serving) as first, connect(serving) as second:
        for client in (first, second):
            client.sendall(ASK)
            read(client, 1)
        until_parked(serving, 1)
        first.sendall(ASK)
        second.sendall(ASK)
        for client in (first, second):
            assert read(client, 1).count(b"good") == 1


def test_a_stop_closes_parked_connections(serving: keep_alive.Server) -> None:
    with connect(serving) as client:
        client.sendall(ASK)
        read(client, 1)
        until_parked(serving, 1)
        ended = Event()
        gevent.spawn(lambda: (serving.stop(), ended.set()))
        assert client.recv(100) == b""
        ended.wait()
