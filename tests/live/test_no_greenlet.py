"""A connected phone costs no greenlet: what wire.py replaces in engineio is there under its name."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import gevent
import pytest
from engineio.socket import Socket
from flask import Flask
from flask_socketio import SocketIO
from gevent import socket

from workshop.live import wire
from workshop.process import keep_alive

PHONES = 12
UPGRADE = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
QUESTION = b"flood"


@pytest.fixture
def app() -> Flask:
    return Flask(__name__)


@pytest.fixture
def socketio(app: Flask) -> SocketIO:
    socketio = SocketIO(app, async_mode="gevent")
    wire.fit(socketio)
    socketio.on_event("echo", lambda text: text)
    return socketio


@pytest.fixture
def server(app: Flask, socketio: SocketIO) -> Iterator[keep_alive.Server]:
    server = keep_alive.Server(("127.0.0.1", 0), app)
    server.start()
    yield server
    server.stop()


def running() -> int:
    """Greenlets with a stack of their own; one that a timer will start has none yet."""
    found = (each for each in gc.get_objects() if isinstance(each, gevent.Greenlet))
    return sum(each.gr_frame is not None for each in found)


def until(question: Callable[[], bool]) -> None:
    """Let the server go on until the question is answered with yes."""
    with gevent.Timeout(120):
        while not question():
            gevent.sleep(0.01)


def heard(phone: socket.socket, sign: bytes, got: bytes = b"") -> bytes:
    while sign not in got:
        more = phone.recv(4096)
        assert more, got
        got += more
    return got


def masked(text: bytes) -> bytes:
    return bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text


def connected(port: int, upgrade: bytes = UPGRADE) -> socket.socket:
    phone = socket.create_connection(("127.0.0.1", port), timeout=120)
    phone.sendall(upgrade)
    got = phone.recv(4096)  # what is sent with the request itself would be read with it
    phone.sendall(masked(b"40"))  # joins the namespace
    heard(phone, b'40{"sid"', got)
    return phone


def test_the_background_tasks_that_are_replaced_exist_in_the_installed_engineio() -> None:
    inner = {getattr(const, "co_qualname", "") for const in Socket._websocket_handler.__code__.co_consts}
    assert wire.WRITER in inner
    assert Socket._send_ping.__qualname__ == wire.PINGER


def test_a_connected_phone_costs_no_greenlet_and_is_still_heard(server: keep_alive.Server) -> None:
    first = connected(server.server_port)  # what starts with the first phone, starts now
    before = running()
    phones = [connected(server.server_port) for _ in range(PHONES)]
    until(lambda: running() == before)  # what let the last phone in may still be ending
    for phone in [first, *phones]:
        phone.sendall(masked(b'427["echo","' + QUESTION + b'"]'))
    for phone in [first, *phones]:
        heard(phone, b'437["' + QUESTION + b'"]')
        phone.close()


def test_a_phone_that_leaves_or_talks_nonsense_is_forgotten_alone(
    server: keep_alive.Server, socketio: SocketIO
) -> None:
    stays, leaves, babbles = (connected(server.server_port) for _ in range(3))
    assert len(socketio.server.eio.sockets) == 3
    leaves.close()
    until(lambda: len(socketio.server.eio.sockets) == 2)
    babbles.sendall(masked(b"x"))
    while babbles.recv(4096):
        pass
    until(lambda: len(socketio.server.eio.sockets) == 1)
    stays.sendall(masked(b'427["echo","' + QUESTION + b'"]'))
    heard(stays, b'437["' + QUESTION + b'"]')
    stays.close()


def test_the_frames_of_a_phone_are_not_taken_for_the_body_of_its_request(server: keep_alive.Server) -> None:
    phone = connected(server.server_port, UPGRADE.replace(b"Host: x\r\n", b"Host: x\r\nContent-Length: 4000\r\n"))
    phone.sendall(masked(b'427["echo","' + QUESTION + b'"]'))
    heard(phone, b'437["' + QUESTION + b'"]')
    phone.close()


def test_a_phone_that_polled_first_becomes_a_socket_without_another_answer(server: keep_alive.Server) -> None:
    polling = socket.create_connection(("127.0.0.1", server.server_port), timeout=120)
    polling.sendall(b"GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n")
    answer = heard(polling, b"}")
    sid = answer.partition(b'"sid":"')[2].partition(b'"')[0]
    phone = socket.create_connection(("127.0.0.1", server.server_port), timeout=120)
    phone.sendall(UPGRADE.replace(b"websocket HTTP", b"websocket&sid=" + sid + b" HTTP"))
    heard(phone, b"\r\n\r\n")
    phone.sendall(masked(b"2probe"))
    heard(phone, b"3probe")
    phone.sendall(masked(b"5"))
    phone.sendall(masked(b"40"))
    got = heard(phone, b'40{"sid"')
    phone.sendall(masked(b'427["echo","' + QUESTION + b'"]'))
    assert b"HTTP/" not in heard(phone, b'437["' + QUESTION + b'"]', got)
    phone.close()
    polling.close()
